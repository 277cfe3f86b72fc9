import type { Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { StoredLinks } from "./linkModel.ts";
import type { LinkSource } from "./linkSource.ts";

export type LinkRepo = ReturnType<typeof linkRepo>;

export const linkRepo = (links: Model<StoredLinks>) => ({
  /** The last entry of a document's journal that was followed; the first, 0, is what the document began with. */
  followedTo: async (name: DocumentName): Promise<number> =>
    (await links.findById(name, { seq: 1 }).lean<Pick<StoredLinks, "seq">>())?.seq ?? 0,

  /** What links to one of these pages, in order, as many as `most` at once. */
  linkingTo: (
    pageIds: readonly PageId[],
    most: number,
    after?: LinkSource,
  ): Promise<StoredLinks[]> =>
    links
      .find({ pages: { $in: [...pageIds] }, ...(after && { _id: { $gt: after } }) })
      .sort({ _id: 1 })
      .limit(most)
      .lean<StoredLinks[]>(),
});
