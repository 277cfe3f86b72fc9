import type { Model } from "mongoose";
import { z } from "zod";
import { CommunityId } from "../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import type { StoredCommunity } from "./communityModel.ts";

const Position = z.tuple([CommunityId]);

export type CommunityRepo = ReturnType<typeof communityRepo>;

export const communityRepo = (communities: Model<StoredCommunity>) => ({
  findMany: (communityIds: readonly CommunityId[]): Promise<StoredCommunity[]> =>
    communities.find({ _id: { $in: [...communityIds] } }).lean<StoredCommunity[]>(),

  findByIdOrSlug: async (idOrSlug: string): Promise<StoredCommunity | undefined> => {
    const id = CommunityId.safeParse(idOrSlug);
    const found = await communities
      .findOne(id.success ? { $or: [{ _id: id.data }, { slug: idOrSlug }] } : { slug: idOrSlug })
      .lean<StoredCommunity>();
    return found ?? undefined;
  },

  isSlugTaken: async (slug: string): Promise<boolean> =>
    (await communities.exists({ slug }).lean()) !== null,

  /** Newest first: the public ones and those named, or `"all"`. */
  page: async (also: readonly CommunityId[] | "all", after: string | undefined, limit: number) => {
    const found = await communities
      .find({
        ...(also !== "all" && {
          $or: [{ visibility: "public" }, { _id: { $in: [...also] } }],
        }),
        ...(after !== undefined && { _id: { $lt: readCursor(Position, after)[0] } }),
      })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<StoredCommunity[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },
});
