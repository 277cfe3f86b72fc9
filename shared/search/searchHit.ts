import { z } from "zod";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { BoardId, CommentId, IdeaId, PageId, ResponseId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { Timestamp } from "../protocol/text.ts";

export const SearchType = z.enum(["idea", "comment", "response", "page"]);
export type SearchType = z.infer<typeof SearchType>;

/** A stretch of plain text, and whether it is what was searched for. */
export const Segment = z.object({ text: z.string(), hit: z.boolean() }).meta({ id: "Segment" });
export type Segment = z.infer<typeof Segment>;

/** What was found. Comments and responses are those of an idea. */
export const SearchSubject = z.discriminatedUnion("type", [
  z.object({ type: z.literal("idea"), id: IdeaId }),
  z.object({ type: z.literal("comment"), id: CommentId, ideaId: IdeaId }),
  z.object({ type: z.literal("response"), id: ResponseId, ideaId: IdeaId }),
  z.object({ type: z.literal("page"), id: PageId }),
]);
export type SearchSubject = z.infer<typeof SearchSubject>;

export const SearchHit = z
  .object({
    subject: SearchSubject,
    /** Of the idea or the page; a comment and a response have their idea's. */
    title: z.array(Segment),
    /** Where in the text the words stand, or else its beginning. Empty where there is no text. */
    excerpt: z.array(Segment),
    board: z.object({ id: BoardId, name: z.string() }).optional(),
    author: Person.optional(),
    status: IdeaStatus.optional(),
    at: Timestamp,
    /** The better, the higher; only to be compared with others of the same search. */
    score: z.number().positive(),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof SearchHit>;
