import type { Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { StoredLinks } from "./linkModel.ts";

export type LinkRepo = ReturnType<typeof linkRepo>;

export const linkRepo = (links: Model<StoredLinks>) => ({
  /** The last entry of a document's journal that was followed; the first, 0, is what the document began with. */
  followedTo: async (name: DocumentName): Promise<number> =>
    (await links.findById(name, { seq: 1 }).lean<Pick<StoredLinks, "seq">>())?.seq ?? 0,

  /** What links to one of these pages. */
  linkingTo: (pageIds: readonly PageId[], most: number): Promise<StoredLinks[]> =>
    links
      .find({ pages: { $in: [...pageIds] } })
      .limit(most)
      .lean<StoredLinks[]>(),
});
