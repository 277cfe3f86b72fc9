import { z } from "zod";
import { CommentId, IdeaId } from "../protocol/ids.ts";

/** What a moderator can hide. */
export const ContentSubject = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("idea"), id: IdeaId }),
  z.strictObject({ type: z.literal("comment"), id: CommentId }),
]);
export type ContentSubject = z.infer<typeof ContentSubject>;
