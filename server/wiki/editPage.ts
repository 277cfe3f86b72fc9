import { isDeepStrictEqual } from "node:util";
import { editPage } from "../../shared/wiki/editPage.ts";
import type { Kind } from "../database/kind.ts";
import { withoutAbsent } from "../database/withoutAbsent.ts";
import type { OnPage } from "./onPage.ts";
import type { StoredPage } from "./pageModel.ts";
import { wikiChanged, type ShowPage } from "./showPage.ts";

interface EditPageDeps {
  readonly onPage: OnPage;
  readonly pages: Kind<StoredPage>;
  readonly showPage: ShowPage;
}

export const editPageHandler = ({ onPage, pages, showPage }: EditPageDeps) =>
  onPage(editPage, {
    rights: "edit",
    run: async ({ pageId: _, ...wanted }, on) => {
      const { user, work, page, chain, rights } = on;
      const wished = { ...page, ...withoutAbsent(wanted) };
      if (isDeepStrictEqual(wished, page)) {
        return { value: await showPage(on, chain, rights) };
      }
      const changedBy = { id: user.id, name: user.name };
      const edited = work.put(pages, { ...wished, updatedAt: work.now, changedBy });
      const shown = await showPage(on, [edited, ...chain.slice(1)], rights);
      return wikiChanged(page.communityId, shown);
    },
  });
