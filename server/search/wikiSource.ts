import { documentName } from "../../shared/documents/documentName.ts";
import { CommunityId, PageId } from "../../shared/protocol/ids.ts";
import type { Documents } from "../documents/documents.ts";
import type { Store } from "../store.ts";
import { asApproved, asSeen } from "../wiki/asApproved.ts";
import { PageForest } from "../wiki/pageForest.ts";
import type { StoredPage } from "../wiki/pageModel.ts";
import {
  pageRightsOf,
  rulerOf,
  seesApprovedOnly,
  sightOf,
  wikiRightsOf,
  type PageRules,
} from "../wiki/pageSight.ts";
import { wordsOf } from "../wiki/pageText.ts";
import type { Part } from "./searchIndex.ts";
import type { SearchSource, Shown, Viewer } from "./searchSource.ts";

type WikiSourceDeps = Pick<Store, "communityRepo" | "pageRepo" | "pageTextRepo" | "versionRepo"> & {
  readonly documents: Pick<Documents, "readTree">;
};

/** A page as it is being written, or as it was last approved. */
const SIGHTS = ["live", "approved"] as const;
type Sight = (typeof SIGHTS)[number];
type Head = Omit<StoredPage, "contributors">;

/** What is to be put into the index, and what tells whether it is there already. */
interface Due {
  readonly page: Head;
  readonly sight: Sight;
  readonly shelf: string;
  readonly memoryKey: string;
  readonly stamp: string;
}

const SECTION = "wiki:";
const READ_AT_ONCE = 50;

/** What one page's rights rule over has one and the same audience; so has what only the community's rule over. */
const shelfOf = (communityId: string, ruler: PageRules | undefined, sight: Sight): string =>
  `${SECTION}${communityId}:${ruler?._id ?? "top"}:${sight}`;

const subjectOf = (pageId: string): string => `page:${pageId}`;
const memoryKeyOf = (pageId: string, sight: Sight): string => `${pageId} ${sight}`;

const removal = (pageId: string, sight: string): Part => ({
  shelf: "",
  subject: subjectOf(pageId),
  name: sight,
});

/** The pages of wikis, community by community. */
export const wikiSource = ({
  communityRepo,
  pageRepo,
  pageTextRepo,
  versionRepo,
  documents,
}: WikiSourceDeps): SearchSource => {
  const approvedText = async ({ approved }: Pick<StoredPage, "approved">): Promise<string> => {
    const version = approved && (await versionRepo.find(approved.versionId));
    return version ? wordsOf(await versionRepo.readTree(version)) : "";
  };

  /** Pages that were last written before texts were kept have none. */
  const liveText = async (pageId: PageId, kept: ReadonlyMap<PageId, string>): Promise<string> =>
    kept.get(pageId) ??
    wordsOf(await documents.readTree(documentName({ type: "page", id: pageId })));

  const partOf = ({ page, sight, shelf }: Due, text: string): Part => ({
    shelf,
    subject: subjectOf(page._id),
    name: sight,
    isPlain: true,
    texts: { title: page.title, tags: page.labels.join("\n"), body: text },
    facts: { type: "page", authorId: page.createdBy.id, createdAt: page.createdAt.getTime() },
  });

  const showPage = async (viewer: Viewer, pageId: PageId): Promise<Shown | undefined> => {
    const chain = await pageRepo.chain(pageId);
    const rights = chain && sightOf(viewer, chain);
    if (!chain || !rights || chain[0].communityId !== viewer.community._id) {
      return undefined;
    }
    const page = asSeen(viewer, rights, chain[0]);
    const text = seesApprovedOnly(viewer, rights)
      ? await approvedText(page)
      : await liveText(pageId, await pageTextRepo.findMany([pageId]));
    return {
      subject: { type: "page", id: pageId },
      title: page.title,
      text,
      isPlain: true,
      author: page.createdBy,
      at: page.createdAt.toISOString(),
    };
  };

  return {
    types: ["page"],

    sections: async (viewer, boardId) => {
      if (boardId !== undefined) {
        return [];
      }
      const { _id: id, rev } = viewer.community;
      const rulers = await pageRepo.rulersOf(id);
      const groups = [undefined, ...rulers];
      const shelves = groups.flatMap((ruler) => SIGHTS.map((sight) => shelfOf(id, ruler, sight)));
      const open = groups.flatMap((ruler) => {
        const rights = ruler ? pageRightsOf(viewer, [ruler]) : wikiRightsOf(viewer);
        return rights
          ? [shelfOf(id, ruler, seesApprovedOnly(viewer, rights) ? "approved" : "live")]
          : [];
      });
      return [{ id: `${SECTION}${id}`, rev, shelves, open }];
    },

    async *read(sectionId, _since, memory) {
      const communityId = CommunityId.parse(sectionId.slice(SECTION.length));
      const [community] = await communityRepo.findMany([communityId]);
      const pages = await pageRepo.headsOf(communityId);
      const hashes = await pageTextRepo.hashesOf(communityId);
      const forest = new PageForest(pages);
      const gone = new Set(memory.keys());
      const due: Due[] = [];
      for (const page of pages) {
        const chain = forest.chainOf(page);
        const isThere = chain?.every(({ trashed }) => trashed === undefined) ?? false;
        for (const sight of SIGHTS) {
          const memoryKey = memoryKeyOf(page._id, sight);
          const isApproved = community?.wikiApproval === true && page.approved !== undefined;
          if (chain && isThere && (sight === "live" || isApproved)) {
            const shelf = shelfOf(communityId, rulerOf(chain), sight);
            const text = sight === "live" ? hashes.get(page._id) : page.approved?.versionId;
            const shown = sight === "live" ? page : asApproved(page);
            const stamp = JSON.stringify([shelf, shown.title, shown.labels, text]);
            gone.delete(memoryKey);
            if (memory.get(memoryKey) !== stamp) {
              due.push({ page: shown, sight, shelf, memoryKey, stamp });
            }
          } else if (!isThere) {
            // Also where nothing is remembered: it may have been put before that was lost.
            gone.add(memoryKey);
          }
        }
      }
      for (const memoryKey of gone) {
        const [pageId = "", sight = ""] = memoryKey.split(" ");
        memory.delete(memoryKey);
        yield removal(pageId, sight);
      }
      for (let at = 0; at < due.length; at += READ_AT_ONCE) {
        const some = due.slice(at, at + READ_AT_ONCE);
        const kept = await pageTextRepo.findMany(some.map(({ page }) => page._id));
        for (const one of some) {
          const { page, sight, memoryKey, stamp } = one;
          const text = await (sight === "live" ? liveText(page._id, kept) : approvedText(page));
          memory.set(memoryKey, stamp);
          yield partOf(one, text);
        }
      }
    },

    show: async (viewer, keys) => {
      const ids = keys.flatMap((key) =>
        key.startsWith("page:") ? PageId.parse(key.slice("page:".length)) : [],
      );
      const shown = await Promise.all(
        ids.map(async (id) => [subjectOf(id), await showPage(viewer, id)] as const),
      );
      return new Map(shown.flatMap(([key, page]) => (page ? [[key, page] as const] : [])));
    },
  };
};
