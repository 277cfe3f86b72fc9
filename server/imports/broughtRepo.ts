import type { Model } from "mongoose";
import { broughtIdeaId, type StoredBrought } from "./broughtModel.ts";

export type BroughtRepo = ReturnType<typeof broughtRepo>;

export const broughtRepo = (brought: Model<StoredBrought>) => ({
  /** Which of these ideas are on the board already. */
  ideasOn: async (
    boardId: string,
    source: string,
    externalIds: readonly string[],
  ): Promise<ReadonlySet<string>> => {
    const ids = new Map(externalIds.map((id) => [broughtIdeaId(boardId, source, id), id]));
    const found = await brought
      .find({ _id: { $in: [...ids.keys()] } }, { _id: 1 })
      .lean<Pick<StoredBrought, "_id">[]>();
    return new Set(found.flatMap(({ _id }) => ids.get(_id) ?? []));
  },

  /** Which person of a source became which user. */
  find: async (broughtId: string): Promise<string | undefined> =>
    (await brought.findById(broughtId).lean<StoredBrought>())?.recordId,
});
