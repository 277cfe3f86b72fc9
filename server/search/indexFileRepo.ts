import type { Model } from "mongoose";
import type { StoredIndexFile } from "./indexFileModel.ts";

export type IndexFileRepo = ReturnType<typeof indexFileRepo>;

export const indexFileRepo = (files: Model<StoredIndexFile>) => ({
  /** Of all files of a section that this database knows, whichever node has them. */
  digestsOf: async (sectionId: string): Promise<string[]> => {
    const found = await files.find({ sectionId }, { _id: 1 }).lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  },

  put: async ({ _id, ...file }: StoredIndexFile): Promise<void> => {
    await files.updateOne({ _id }, { $set: file }, { upsert: true });
  },

  remove: async (digest: string): Promise<void> => {
    await files.deleteOne({ _id: digest });
  },
});
