import type { Model } from "mongoose";
import { z } from "zod";
import type { Audience } from "../../shared/boards/boardChange.ts";
import { CommentId, type BoardId, type IdeaId } from "../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import type { StoredComment } from "./commentModel.ts";

interface PageWanted {
  readonly ideaId: IdeaId;
  readonly audience: Audience;
  readonly after: string | undefined;
  readonly limit: number;
}

const STREAM_BATCH = 200;
const Position = z.tuple([CommentId]);

export type CommentRepo = ReturnType<typeof commentRepo>;

export const commentRepo = (comments: Model<StoredComment>) => ({
  /** Where a comment is, removed ones included. */
  placeOf: async (commentId: string): Promise<{ boardId: BoardId; ideaId: IdeaId } | undefined> =>
    (await comments
      .findById(commentId, { boardId: 1, ideaId: 1 })
      .lean<{ boardId: BoardId; ideaId: IdeaId }>()) ?? undefined,

  /** Oldest first. */
  page: async ({ ideaId, audience, after, limit }: PageWanted) => {
    const found = await comments
      .find({
        ideaId,
        removed: false,
        ...(audience === "public" && { hidden: { $exists: false }, ideaHidden: false }),
        ...(after !== undefined && { _id: { $gt: readCursor(Position, after)[0] } }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<StoredComment[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },

  /** All of an idea that are not removed, hidden ones included. */
  allOf: (ideaId: IdeaId): Promise<StoredComment[]> =>
    comments.find({ ideaId, removed: false }).lean<StoredComment[]>(),

  findMany: (commentIds: readonly CommentId[]): Promise<StoredComment[]> =>
    comments.find({ _id: { $in: [...commentIds] } }).lean<StoredComment[]>(),

  /** However many have changed after a rev, removed ones included. */
  streamSince: (boardId: BoardId, rev: number): AsyncIterable<StoredComment> =>
    comments
      .find({ boardId, rev: { $gt: rev } })
      .lean<StoredComment>()
      .cursor({ batchSize: STREAM_BATCH }),

  changedSince: (boardId: BoardId, rev: number, most: number): Promise<StoredComment[]> =>
    comments
      .find({ boardId, rev: { $gt: rev } })
      .limit(most)
      .lean<StoredComment[]>(),
});
