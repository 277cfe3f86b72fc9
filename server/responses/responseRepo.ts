import type { Model } from "mongoose";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import type { StoredResponse } from "./responseModel.ts";

export type ResponseRepo = ReturnType<typeof responseRepo>;

export const responseRepo = (responses: Model<StoredResponse>) => ({
  /** All versions that are not removed, oldest first. */
  allOf: (ideaId: IdeaId): Promise<StoredResponse[]> =>
    responses.find({ ideaId, removed: false }).sort({ version: 1 }).lean<StoredResponse[]>(),

  changedSince: (boardId: BoardId, rev: number, most: number): Promise<StoredResponse[]> =>
    responses
      .find({ boardId, rev: { $gt: rev } })
      .limit(most)
      .lean<StoredResponse[]>(),
});
