import { z } from "zod";
import { BoardId, IdeaId } from "../protocol/ids.ts";

/** The text of an idea, in Markdown. Its `id` is the idea's. */
export const IdeaBody = z
  .object({
    type: z.literal("body"),
    id: IdeaId,
    boardId: BoardId,
    rev: z.int().positive(),
    text: z.string(),
    /** The text is longer than this: it is only its beginning. All of it is in the idea's document. */
    isCut: z.literal(true).optional(),
  })
  .meta({ id: "IdeaBody" });
export type IdeaBody = z.infer<typeof IdeaBody>;
