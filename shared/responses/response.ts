import { z } from "zod";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { BoardId, IdeaId, ResponseId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { prose, Timestamp } from "../protocol/text.ts";

export const RESPONSE_MAX = 20_000;

/** Markdown. */
export const ResponseText = prose(RESPONSE_MAX);

/** One version of the brand's official answer. A published version is never changed. */
export const Response = z
  .object({
    type: z.literal("response"),
    id: ResponseId,
    boardId: BoardId,
    ideaId: IdeaId,
    rev: z.int().positive(),
    /** From 1; the highest is in force. */
    version: z.int().positive(),
    author: Person,
    text: z.string(),
    /** The status this answer gave the idea, if it gave one. */
    status: IdeaStatus.optional(),
    createdAt: Timestamp,
  })
  .meta({ id: "Response" });
export type Response = z.infer<typeof Response>;
