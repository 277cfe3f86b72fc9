import type { Model } from "mongoose";
import { z } from "zod";
import type { CommunityId, PageId, UserId } from "../../shared/protocol/ids.ts";
import { PAGES_MAX } from "../../shared/wiki/page.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import type { Read } from "../rights/belief.ts";
import type { StoredAccessRequest } from "./accessRequestModel.ts";
import type { StoredPageKeep } from "./pageKeepModel.ts";
import type { StoredPage } from "./pageModel.ts";
import type { StoredPageSeed } from "./pageSeedModel.ts";
import type { PageChain, PageRules } from "./pageSight.ts";

interface PageModels {
  readonly pages: Model<StoredPage>;
  readonly findPage: Read<StoredPage>;
  readonly keeps: Model<StoredPageKeep>;
  readonly requests: Model<StoredAccessRequest>;
  readonly seeds: Model<StoredPageSeed>;
}

const STREAM_BATCH = 200;

const RequestPosition = z.tuple([z.iso.datetime(), z.string()]);

interface RequestsWanted {
  readonly communityId: CommunityId;
  readonly pageId: PageId | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

export type PageRepo = ReturnType<typeof pageRepo>;

export const pageRepo = ({ pages, findPage, keeps, requests, seeds }: PageModels) => {
  return {
    find: findPage,

    /** In which community a page is, in the trash or not. */
    communityOf: async (pageId: string): Promise<CommunityId | undefined> =>
      (await pages.findById(pageId, { communityId: 1 }).lean<{ communityId: CommunityId }>())
        ?.communityId,

    /** A page and those above it; `undefined` if it or one of them is not there. */
    chain: async (pageId: string): Promise<PageChain | undefined> => {
      const page = await findPage(pageId);
      if (!page) {
        return undefined;
      }
      const chain: [StoredPage, ...StoredPage[]] = [page];
      for (let { parentId } = page; parentId !== undefined;) {
        const parent = await findPage(parentId);
        if (!parent || chain.some(({ _id }) => _id === parent._id)) {
          return undefined;
        }
        chain.push(parent);
        ({ parentId } = parent);
      }
      return chain;
    },

    /** The ids of all there are, everywhere. */
    streamIds: (): AsyncIterable<{ readonly _id: PageId }> =>
      pages.find({}, { _id: 1 }).lean<{ _id: PageId }>().cursor({ batchSize: STREAM_BATCH }),

    /** All of a community, those in the trash included. */
    allOf: (communityId: CommunityId): Promise<StoredPage[]> =>
      pages.find({ communityId }).limit(PAGES_MAX).lean<StoredPage[]>(),

    /** As `allOf`, without those who wrote in them. */
    headsOf: (communityId: CommunityId): Promise<Omit<StoredPage, "contributors">[]> =>
      pages
        .find({ communityId }, { contributors: 0, "approved.contributors": 0 })
        .limit(PAGES_MAX)
        .lean<Omit<StoredPage, "contributors">[]>(),

    /** The pages of a community that have rights of their own. */
    rulersOf: (communityId: CommunityId): Promise<PageRules[]> =>
      pages
        .find({ communityId, rights: { $exists: true } }, { communityId: 1, rights: 1 })
        .limit(PAGES_MAX)
        .lean<PageRules[]>(),

    /** Of the last of the pages beside each other there, those in the trash included. */
    lastPosition: async (
      communityId: CommunityId,
      parentId: PageId | undefined,
    ): Promise<string | undefined> =>
      (
        await pages
          .findOne({ communityId, parentId: parentId ?? { $exists: false } }, { position: 1 })
          .sort({ position: -1 })
          .lean<{ position: string }>()
      )?.position,

    countOf: (communityId: CommunityId): Promise<number> => pages.countDocuments({ communityId }),

    /** What was put into the trash before then, the first first. */
    trashedBefore: (at: Date, most: number): Promise<StoredPage[]> =>
      pages
        .find({ "trashed.at": { $lt: at } })
        .sort({ "trashed.at": 1 })
        .limit(most)
        .lean<StoredPage[]>(),

    keepOf: async (keepId: string): Promise<StoredPageKeep | undefined> =>
      (await keeps.findById(keepId).lean<StoredPageKeep>()) ?? undefined,

    /** What the pages of a community are to somebody. */
    keepsOf: (userId: UserId, communityId: CommunityId): Promise<StoredPageKeep[]> =>
      keeps.find({ userId, communityId }).limit(PAGES_MAX).lean<StoredPageKeep[]>(),

    /** Who asks for rights, of a whole wiki or to one of its pages, the first first. */
    requestsOf: async ({ communityId, pageId, after, limit }: RequestsWanted) => {
      const position = after === undefined ? undefined : readCursor(RequestPosition, after);
      const at = position && new Date(position[0]);
      const found = await requests
        .find({
          communityId,
          ...(pageId && { pageId }),
          ...(position && at && { $or: [{ at: { $gt: at } }, { at, _id: { $gt: position[1] } }] }),
        })
        .sort({ at: 1, _id: 1 })
        .limit(limit + 1)
        .lean<StoredAccessRequest[]>();
      return cutPage(found, limit, ({ at: askedAt, _id }) => [askedAt.toISOString(), _id]);
    },

    /** Ids of what goes along with these pages when they go for good. */
    besides: async (pageIds: readonly PageId[]) => {
      const of = { pageId: { $in: [...pageIds] } };
      const [kept, asked, seeded] = await Promise.all([
        keeps.find(of, { _id: 1 }).lean<{ _id: string }[]>(),
        requests.find(of, { _id: 1 }).lean<{ _id: string }[]>(),
        seeds.find({ _id: { $in: [...pageIds] } }, { _id: 1 }).lean<{ _id: string }[]>(),
      ]);
      const ids = (found: readonly { _id: string }[]) => found.map(({ _id }) => _id);
      return { keeps: ids(kept), requests: ids(asked), seeds: ids(seeded) };
    },

    seed: async (pageId: string): Promise<StoredPageSeed | undefined> =>
      (await seeds.findById(pageId).lean<StoredPageSeed>()) ?? undefined,
  };
};
