import type { Model } from "mongoose";
import { z } from "zod";
import type { BoardId, IdeaId, UserId } from "../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import { voteId, type StoredVote } from "./voteModel.ts";

const Position = z.tuple([z.iso.datetime(), z.string()]);

export type VoteRepo = ReturnType<typeof voteRepo>;

export const voteRepo = (votes: Model<StoredVote>) => ({
  has: async (ideaId: string, userId: string): Promise<boolean> =>
    (await votes.exists({ _id: voteId(ideaId, userId) }).lean()) !== null,

  /** Newest first. */
  page: async (ideaId: IdeaId, after: string | undefined, limit: number) => {
    const position = after === undefined ? undefined : readCursor(Position, after);
    const at = position && new Date(position[0]);
    const found = await votes
      .find({
        ideaId,
        ...(position && at && { $or: [{ at: { $lt: at } }, { at, _id: { $lt: position[1] } }] }),
      })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<StoredVote[]>();
    return cutPage(found, limit, ({ at: votedAt, _id }) => [votedAt.toISOString(), _id]);
  },

  /** The ideas of a board that someone voted for. */
  of: async (boardId: BoardId, userId: UserId): Promise<IdeaId[]> => {
    const found = await votes.find({ boardId, userId }, { ideaId: 1 }).lean<{ ideaId: IdeaId }[]>();
    return found.map(({ ideaId }) => ideaId);
  },
});
