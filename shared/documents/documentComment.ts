import { z } from "zod";
import { DocumentCommentId, UserId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { prose, Timestamp } from "../protocol/text.ts";
import { DocumentName } from "./documentName.ts";

const TEXT_MAX = 5000;
const QUOTE_MAX = 500;
export const MENTIONS_MAX = 20;
/** In one thread, which is read whole. */
export const ANSWERS_MAX = 200;

/** A Yjs relative position as `encodeRelativePosition` writes it, in base64. */
const RelativePosition = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

/** The stretch of text that a thread is about; it stays with the text while others edit. */
export const DocumentAnchor = z.strictObject({
  start: RelativePosition,
  end: RelativePosition,
  /** The text as it was, for when it is gone. */
  quote: prose(QUOTE_MAX, 0),
});
export type DocumentAnchor = z.infer<typeof DocumentAnchor>;

/** Markdown. */
export const DocumentCommentText = prose(TEXT_MAX);
export const Mentions = z
  .array(UserId)
  .max(MENTIONS_MAX)
  .transform((ids) => [...new Set(ids)]);

export const Reaction = z.enum(["like", "love", "celebrate", "thanks", "think", "look"]);
export type Reaction = z.infer<typeof Reaction>;

const shape = {
  id: DocumentCommentId,
  name: DocumentName,
  author: Person,
  text: z.string(),
  mentions: z.array(Person),
  reactions: z.array(
    z.object({ reaction: Reaction, count: z.int().positive(), isOwn: z.boolean() }),
  ),
  createdAt: Timestamp,
  editedAt: Timestamp.optional(),
};

export const DocumentReply = z
  .object({ ...shape, threadId: DocumentCommentId })
  .meta({ id: "DocumentReply" });
export type DocumentReply = z.infer<typeof DocumentReply>;

/** A comment with what was answered, oldest first. One removed that has answers is left without its text. */
export const DocumentThread = z
  .object({
    ...shape,
    /** Absent: it is about the whole document. */
    anchor: DocumentAnchor.optional(),
    isRemoved: z.boolean(),
    resolved: z.object({ by: Person, at: Timestamp }).optional(),
    replies: z.array(DocumentReply),
  })
  .meta({ id: "DocumentThread" });
export type DocumentThread = z.infer<typeof DocumentThread>;
