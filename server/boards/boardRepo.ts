import type { Model } from "mongoose";
import type { BoardId, CommunityId } from "../../shared/protocol/ids.ts";
import type { StoredBoard } from "./boardModel.ts";

export type BoardRepo = ReturnType<typeof boardRepo>;

export const boardRepo = (boards: Model<StoredBoard>) => ({
  find: async (boardId: string): Promise<StoredBoard | undefined> =>
    (await boards.findById(boardId).lean<StoredBoard>()) ?? undefined,

  findMany: (boardIds: readonly BoardId[]): Promise<StoredBoard[]> =>
    boards.find({ _id: { $in: [...boardIds] } }).lean<StoredBoard[]>(),

  /** All of a community, oldest first. */
  allOf: (communityId: CommunityId): Promise<StoredBoard[]> =>
    boards.find({ communityId }).sort({ _id: 1 }).lean<StoredBoard[]>(),
});
