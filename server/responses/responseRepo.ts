import type { Model } from "mongoose";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import type { StoredResponse } from "./responseModel.ts";

const STREAM_BATCH = 200;

export type ResponseRepo = ReturnType<typeof responseRepo>;

export const responseRepo = (responses: Model<StoredResponse>) => ({
  /** All versions that are not removed, oldest first. */
  allOf: (ideaId: IdeaId): Promise<StoredResponse[]> =>
    responses.find({ ideaId, removed: false }).sort({ version: 1 }).lean<StoredResponse[]>(),

  /** The versions in force of these ideas, those that are removed left out. */
  inForce: async (ideaIds: readonly IdeaId[]): Promise<StoredResponse[]> => {
    const versions = await responses
      .find({ ideaId: { $in: [...ideaIds] }, removed: false })
      .sort({ version: 1 })
      .lean<StoredResponse[]>();
    return [...new Map(versions.map((response) => [response.ideaId, response])).values()];
  },

  /** However many have changed after a rev, removed ones included. */
  streamSince: (boardId: BoardId, rev: number): AsyncIterable<StoredResponse> =>
    responses
      .find({ boardId, rev: { $gt: rev } })
      .lean<StoredResponse>()
      .cursor({ batchSize: STREAM_BATCH }),

  changedSince: (boardId: BoardId, rev: number, most: number): Promise<StoredResponse[]> =>
    responses
      .find({ boardId, rev: { $gt: rev } })
      .limit(most)
      .lean<StoredResponse[]>(),
});
