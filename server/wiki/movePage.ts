import { documentName } from "../../shared/documents/documentName.ts";
import { includesRights } from "../../shared/documents/documentRights.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import { PAGE_DEPTH_MAX } from "../../shared/wiki/page.ts";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";
import { may } from "../../shared/members/policy.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredMember } from "../members/memberModel.ts";
import type { Audit } from "../moderation/audit.ts";
import type { OnPage } from "./onPage.ts";
import { opensUp } from "./opensUp.ts";
import { PageForest } from "./pageForest.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import { pageRightsOf, rulerOf, wikiRightsOf, type PageChain } from "./pageSight.ts";
import type { ShowPage } from "./showPage.ts";

interface MovePageDeps {
  readonly onPage: OnPage;
  readonly members: Kind<StoredMember>;
  readonly pages: Kind<StoredPage>;
  readonly pageRepo: PageRepo;
  readonly audit: Audit;
  readonly showPage: ShowPage;
}

const byPosition = (a: StoredPage, b: StoredPage): number => (a.position < b.position ? -1 : 1);

export const movePageHandler = (deps: MovePageDeps) => {
  const { onPage, members, pages, pageRepo, audit, showPage } = deps;
  return onPage(movePage, {
    rights: "edit",
    // What stands beside and below it is read from the database.
    alone: true,
    run: async ({ pageId, parentId, after }, on) => {
      const { user, work, community, standing, page, chain } = on;
      const viewer = { actor: user, community, standing };
      const target = parentId && (await on.see(parentId));
      const rightsThere = target ? target.rights : wikiRightsOf(viewer);
      if (!rightsThere || !includesRights(rightsThere, "edit")) {
        throw new Refusal("forbidden");
      }
      const above: readonly StoredPage[] = target ? target.chain : [];
      if (above.some(({ _id }) => _id === pageId)) {
        throw new Refusal("page_cycle");
      }
      const forest = new PageForest(await pageRepo.allOf(page.communityId));
      const branch = forest.branchOf(page);
      if (above.length + forest.heightOf(page) > PAGE_DEPTH_MAX) {
        throw new Refusal("page_too_deep");
      }

      const beside = forest.pages
        .filter((one) => one.parentId === parentId && one._id !== pageId)
        .toSorted(byPosition);
      const place = after === undefined ? -1 : beside.findIndex(({ _id }) => _id === after);
      if (after !== undefined) {
        await on.see(after);
        if (place === -1) {
          throw new Refusal("page_not_found");
        }
      }
      const [low, high] = [beside[place]?.position, beside[place + 1]?.position];
      const isThere =
        page.parentId === parentId &&
        (low === undefined || low < page.position) &&
        (high === undefined || page.position < high);
      if (isThere) {
        return { value: await showPage(on, chain, on.rights) };
      }
      const { parentId: _before, ...loose } = page;
      const moved: StoredPage = {
        ...loose,
        ...(parentId && { parentId }),
        position: positionBetween(low, high),
        updatedAt: work.now,
        changedBy: { id: user.id, name: user.name },
      };
      const movedChain: PageChain = [moved, ...above];
      const mayOpenUp = may({ role: standing.role, userId: user.id }, "page.setRights");
      const chains = { from: chain, to: movedChain };
      if (!mayOpenUp && (await opensUp({ work, members, community }, chains))) {
        throw new Refusal("page_opens_up", { fields: { parentId: "wrong_choice" } });
      }
      work.put(pages, moved);
      if (rulerOf(movedChain)?._id !== rulerOf(chain)?._id) {
        audit(work, user, {
          action: "page.move",
          communityId: page.communityId,
          subject: { type: "page", id: pageId },
        });
      }
      const rights = pageRightsOf(viewer, movedChain) ?? on.rights;
      return {
        value: await showPage(on, movedChain, rights),
        after: [
          { what: "wiki", communityId: page.communityId },
          // Rights may come from other pages now.
          {
            what: "rights",
            of: { documents: branch.map(({ _id: id }) => documentName({ type: "page", id })) },
          },
        ],
      };
    },
  });
};
