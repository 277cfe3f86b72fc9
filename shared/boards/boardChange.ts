import { z } from "zod";
import { Comment } from "../comments/comment.ts";
import { Idea } from "../ideas/idea.ts";
import { IdeaBody } from "../ideas/ideaBody.ts";
import { BoardId, IdeaId } from "../protocol/ids.ts";
import { Response } from "../responses/response.ts";
import { Board } from "./board.ts";

/** Everything that lives on a board and moves live. */
export const BoardRecord = z.discriminatedUnion("type", [Board, Idea, IdeaBody, Comment, Response]);
export type BoardRecord = z.infer<typeof BoardRecord>;

/** In place of a record that is gone, or that this audience may no longer see. */
export const Tombstone = z
  .object({
    type: z.enum(["idea", "body", "comment", "response"]),
    id: z.string(),
    rev: z.int().positive(),
    removed: z.literal(true),
  })
  .meta({ id: "Tombstone" });
export type Tombstone = z.infer<typeof Tombstone>;

/** Who looks: `staff` (moderators, managers, owners) also see what is hidden. */
export const Audience = z.enum(["public", "staff"]);
export type Audience = z.infer<typeof Audience>;

/**
 * What changed on a board between two revs: whole records, never deltas. Whoever is at `from` or past it
 * and before `rev` applies it; whoever is behind `from` asks `board.changes`.
 */
export const BoardChange = z
  .object({
    boardId: BoardId,
    from: z.int().nonnegative(),
    rev: z.int().nonnegative(),
    records: z.array(z.union([BoardRecord, Tombstone])),
  })
  .meta({ id: "BoardChange" });
export type BoardChange = z.infer<typeof BoardChange>;

/** `board.presence`: how many are on the board. */
export const BoardPresence = z.object({ boardId: BoardId, here: z.int().nonnegative() });
export type BoardPresence = z.infer<typeof BoardPresence>;

/** `vote.changed`, told only to the voter's own other windows. */
export const OwnVote = z.object({ boardId: BoardId, ideaId: IdeaId, voted: z.boolean() });
export type OwnVote = z.infer<typeof OwnVote>;

/** `board.left`: this socket no longer hears of the board, because it may not, or the board is gone. */
export const BoardLeft = z.object({ boardId: BoardId });
export type BoardLeft = z.infer<typeof BoardLeft>;
