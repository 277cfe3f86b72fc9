import { documentName } from "../../shared/documents/documentName.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import type { Documents } from "../documents/documents.ts";
import type { ViewDocument } from "../documents/viewDocument.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Kind } from "../database/kind.ts";
import { wikiChanged } from "./showPage.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PutPage } from "./putPage.ts";

interface CreatePageDeps {
  readonly onCommunity: OnCommunity;
  readonly pages: Kind<StoredPage>;
  readonly putPage: PutPage;
  readonly documents: Documents;
  readonly viewDocument: ViewDocument;
}

export const createPageHandler = ({
  onCommunity,
  pages,
  putPage,
  documents,
  viewDocument,
}: CreatePageDeps) =>
  onCommunity(createPage, {
    // Which is the last page there, and how many there are, is read from the database.
    alone: true,
    run: async ({ communityId, templateId, ...wanted }, on) => {
      const name = templateId && documentName({ type: "page", id: templateId });
      const seen = name && (await viewDocument(on.user, name));
      const template = templateId && (await on.work.find(pages, templateId));
      if (name && (seen?.communityId !== communityId || !seen.rights || !template?.isTemplate)) {
        throw new Refusal("page_not_found");
      }
      const tree = name && (await documents.readTree(name));
      return wikiChanged(communityId, await putPage(on, { ...wanted, ...(tree && { tree }) }));
    },
  });
