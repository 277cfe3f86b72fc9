import { documentName } from "../../shared/documents/documentName.ts";
import { restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";
import type { Kind } from "../database/kind.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { OnPage } from "./onPage.ts";
import { PageForest } from "./pageForest.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import { rulerOf } from "./pageSight.ts";
import type { ShowPage } from "./showPage.ts";

interface TrashPageDeps {
  readonly onPage: OnPage;
  readonly pages: Kind<StoredPage>;
  readonly pageRepo: PageRepo;
  readonly showPage: ShowPage;
}

export const trashPageHandler = ({ onPage, pages, pageRepo }: TrashPageDeps) =>
  onPage(trashPage, {
    rights: "edit",
    alone: true,
    run: async (_, { user, work, page }) => {
      const by = { id: user.id, name: user.name };
      work.put(pages, { ...page, trashed: { at: work.now, by } });
      const forest = new PageForest(await pageRepo.allOf(page.communityId));
      const names = forest.branchOf(page).map(({ _id: id }) => documentName({ type: "page", id }));
      return {
        value: {},
        after: [
          { what: "wiki", communityId: page.communityId },
          { what: "rights", of: { documents: names } },
        ],
      };
    },
  });

/** Those who look at the wiki are told, and that its document may be opened again. */
const isBack = <Value>({ _id: id, communityId }: StoredPage, value: Value): Outcome<Value> => ({
  value,
  after: [
    { what: "wiki", communityId },
    { what: "rights", of: { documents: [documentName({ type: "page", id })] } },
  ],
});

export const restorePageHandler = ({ onPage, pages, pageRepo, showPage }: TrashPageDeps) =>
  onPage(restorePage, {
    rights: "edit",
    isTrashed: true,
    alone: true,
    run: async (_, on) => {
      const { work, page, chain, rights } = on;
      const [, ...above] = chain;
      const isLost = above.some(({ trashed }) => trashed !== undefined);
      if (!page.trashed) {
        if (isLost) {
          throw new Refusal("page_not_found");
        }
        return { value: await showPage(on, chain, rights) };
      }
      const { trashed: _trashed, ...kept } = page;
      if (!isLost) {
        const back = work.put(pages, kept);
        return isBack(page, await showPage(on, [back, ...above], rights));
      }
      // What it stood below is still in the trash, and must not take along what keeps others out.
      const { parentId: _parent, ...loose } = kept;
      const held = rulerOf(chain)?.rights;
      const last = await pageRepo.lastPosition(page.communityId, undefined);
      const back = work.put(pages, {
        ...loose,
        ...(held && { rights: held }),
        position: positionBetween(last),
      });
      return isBack(page, await showPage(on, [back], rights));
    },
  });
