import { isDeepStrictEqual } from "node:util";
import { documentName } from "../../shared/documents/documentName.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Audit } from "../moderation/audit.ts";
import type { OnPage } from "./onPage.ts";
import { PageForest } from "./pageForest.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { ShowPage } from "./showPage.ts";

interface SetPageRightsDeps {
  readonly onPage: OnPage;
  readonly pages: Kind<StoredPage>;
  readonly pageRepo: PageRepo;
  readonly namesOf: NamesOf;
  readonly audit: Audit;
  readonly showPage: ShowPage;
}

export const setPageRightsHandler = (deps: SetPageRightsDeps) =>
  deps.onPage(setPageRights, {
    alone: true,
    run: async ({ rights: wanted }, on) => {
      const { user, work, page, chain, rights, allow } = on;
      allow("page.setRights");
      const named = wanted?.members.map(({ userId }) => userId) ?? [];
      const nameOf = await deps.namesOf(named);
      if (named.some((userId) => !nameOf.has(userId))) {
        throw new Refusal("member_not_found");
      }
      if (isDeepStrictEqual(wanted, page.rights)) {
        return { value: await deps.showPage(on, chain, rights) };
      }

      const { rights: _before, ...without } = page;
      const edited = work.put(deps.pages, { ...without, ...(wanted && { rights: wanted }) });
      deps.audit(work, user, {
        action: "page.set_rights",
        communityId: page.communityId,
        subject: { type: "page", id: page._id },
      });
      const forest = new PageForest(await deps.pageRepo.allOf(page.communityId));
      const names = forest.branchOf(page).map(({ _id: id }) => documentName({ type: "page", id }));
      return {
        value: await deps.showPage(on, [edited, ...chain.slice(1)], rights),
        after: [
          { what: "wiki", communityId: page.communityId },
          { what: "rights", of: { documents: names } },
        ],
      };
    },
  });
