import { documentName } from "../../../shared/documents/documentName.ts";
import { confirmPage } from "../../../shared/wiki/insights.ts";
import type { Kind } from "../../database/kind.ts";
import type { OnPage } from "../onPage.ts";
import type { StoredPage } from "../pageModel.ts";

interface ConfirmPageDeps {
  readonly onPage: OnPage;
  readonly pages: Kind<StoredPage>;
}

export const confirmPageHandler = ({ onPage, pages }: ConfirmPageDeps) =>
  onPage(confirmPage, {
    rights: "edit",
    run: async (_, { user, work, page }) => {
      const by = { id: user.id, name: user.name };
      work.put(pages, { ...page, confirmed: { at: work.now, by } });
      return {
        value: {},
        after: [
          { what: "wiki", communityId: page.communityId },
          {
            what: "document",
            hint: { name: documentName({ type: "page", id: page._id }), what: "insights" },
          },
        ],
      };
    },
  });
