import { z } from "zod";
import { Hidden } from "../moderation/hidden.ts";
import { BoardId, IdeaId, ResponseId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { line, prose, Timestamp } from "../protocol/text.ts";
import { IdeaStatus } from "./ideaStatus.ts";
import { Tag, TAGS_MAX } from "./tag.ts";

export const TITLE_MAX = 120;
export const BODY_MAX = 20_000;
export const EXCERPT_MAX = 280;

export const ideaFields = {
  title: line(TITLE_MAX),
  /** Markdown. */
  body: prose(BODY_MAX, 0),
  tags: z
    .array(Tag)
    .max(TAGS_MAX)
    .overwrite((tags) => [...new Set(tags)]),
};

/** What a list shows of an idea. Its body is a record of its own, so that a vote does not resend it. */
export const Idea = z
  .object({
    type: z.literal("idea"),
    id: IdeaId,
    boardId: BoardId,
    /** The board's rev at this idea's last change. Of two copies, the higher is the newer. */
    rev: z.int().positive(),
    title: z.string(),
    /** The beginning of the body as plain text. */
    excerpt: z.string(),
    tags: z.array(z.string()),
    status: IdeaStatus,
    author: Person,
    /** Whoever else may write its text, because a suggestion of theirs was accepted. */
    coAuthors: z.array(Person).optional(),
    votes: z.int().nonnegative(),
    /** How many of the votes were brought in from another place, of people not known here. */
    earlierVotes: z.int().positive().optional(),
    /** How many comments there are, hidden and removed ones left out. */
    comments: z.int().nonnegative(),
    /** The official response in force. */
    response: z.object({ id: ResponseId, at: Timestamp }).optional(),
    createdAt: Timestamp,
    editedAt: Timestamp.optional(),
    hidden: Hidden.optional(),
  })
  .meta({ id: "Idea" });
export type Idea = z.infer<typeof Idea>;
