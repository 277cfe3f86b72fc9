import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { includesRights } from "../../shared/documents/documentRights.ts";
import { PageId } from "../../shared/protocol/ids.ts";
import { PAGE_DEPTH_MAX, PAGES_MAX, type Page } from "../../shared/wiki/page.ts";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";
import type { OnCommunityRun } from "../communities/onCommunity.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { findChain } from "./onPage.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { StoredPageSeed } from "./pageSeedModel.ts";
import { putPageWords, type PutPageWordsDeps } from "./putPageWords.ts";
import { sightOf, wikiRightsOf, type PageChain } from "./pageSight.ts";
import type { ShowPage } from "./showPage.ts";

interface PutPageDeps extends PutPageWordsDeps {
  readonly newId: NewId;
  readonly pages: Kind<StoredPage>;
  readonly pageSeeds: Kind<StoredPageSeed>;
  readonly pageRepo: PageRepo;
  readonly showPage: ShowPage;
}

interface WantedPage {
  readonly title: string;
  readonly parentId?: PageId | undefined;
  readonly labels?: readonly string[];
  /** What it begins with. */
  readonly tree?: DocumentTree;
}

/** Makes a page, as the last where it is wanted. Run alone: it reads the database. */
export type PutPage = (on: OnCommunityRun, wanted: WantedPage) => Promise<Page>;

export const putPage =
  (deps: PutPageDeps): PutPage =>
  async (on, { title, parentId, labels = [], tree }) => {
    const { newId, pages, pageSeeds, pageRepo, showPage } = deps;
    const { user, work, standing, community } = on;
    const communityId = community._id;
    const viewer = { actor: user, standing, community };
    const above = parentId && (await findChain(work, pages, parentId));
    const rights = parentId ? above && sightOf(viewer, above) : wikiRightsOf(viewer);
    if (parentId && (!rights || !above || above[0].communityId !== communityId)) {
      throw new Refusal("page_not_found");
    }
    if (!rights || !includesRights(rights, "edit")) {
      throw new Refusal("forbidden");
    }
    if (above && above.length >= PAGE_DEPTH_MAX) {
      throw new Refusal("page_too_deep");
    }
    if ((await pageRepo.countOf(communityId)) >= PAGES_MAX) {
      throw new Refusal("wiki_full");
    }

    const by = { id: user.id, name: user.name };
    const last = await pageRepo.lastPosition(communityId, parentId);
    const page = work.put(pages, {
      _id: newId(PageId, work.now),
      communityId,
      ...(parentId && { parentId }),
      position: positionBetween(last),
      title,
      labels,
      isTemplate: false,
      createdBy: by,
      createdAt: work.now,
      updatedAt: work.now,
      changedBy: by,
      contributors: [by],
    });
    if (tree) {
      work.put(pageSeeds, { _id: page._id, tree });
    }
    putPageWords(deps, work, page, tree ?? []);
    const chain: PageChain = [page, ...(above ?? [])];
    return showPage(on, chain, rights);
  };
