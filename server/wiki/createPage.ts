import { includesRights } from "../../shared/documents/documentRights.ts";
import { PageId } from "../../shared/protocol/ids.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { PAGE_DEPTH_MAX, PAGES_MAX } from "../../shared/wiki/page.ts";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { findChain } from "./onPage.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import { sightOf, wikiRightsOf, type PageChain } from "./pageSight.ts";
import { wikiChanged, type ShowPage } from "./showPage.ts";

interface CreatePageDeps {
  readonly onCommunity: OnCommunity;
  readonly newId: NewId;
  readonly pages: Kind<StoredPage>;
  readonly pageRepo: PageRepo;
  readonly showPage: ShowPage;
}

export const createPageHandler = (deps: CreatePageDeps) =>
  deps.onCommunity(createPage, {
    // Which is the last page there, and how many there are, is read from the database.
    alone: true,
    run: async ({ communityId, title, parentId }, on) => {
      const { user, work, standing, community } = on;
      const viewer = { actor: user, standing, community };
      const see = async (pageId: string): Promise<PageChain> => {
        const chain = await findChain(work, deps.pages, pageId);
        if (chain?.[0].communityId !== communityId || !sightOf(viewer, chain)) {
          throw new Refusal("page_not_found");
        }
        return chain;
      };
      const above = parentId && (await see(parentId));
      const rights = above ? sightOf(viewer, above) : wikiRightsOf(viewer);
      if (!rights || !includesRights(rights, "edit")) {
        throw new Refusal("forbidden");
      }
      if (above && above.length >= PAGE_DEPTH_MAX) {
        throw new Refusal("page_too_deep");
      }
      if ((await deps.pageRepo.countOf(communityId)) >= PAGES_MAX) {
        throw new Refusal("wiki_full");
      }

      const by = { id: user.id, name: user.name };
      const last = await deps.pageRepo.lastPosition(communityId, parentId);
      const page = work.put(deps.pages, {
        _id: deps.newId(PageId, work.now),
        communityId,
        ...(parentId && { parentId }),
        position: positionBetween(last),
        title,
        labels: [],
        isTemplate: false,
        createdBy: by,
        createdAt: work.now,
        updatedAt: work.now,
        changedBy: by,
        contributors: [by],
      });
      const chain: PageChain = [page, ...(above ?? [])];
      return wikiChanged(communityId, await deps.showPage(on, chain, rights));
    },
  });
