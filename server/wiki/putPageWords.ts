import { documentName } from "../../shared/documents/documentName.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import { pageLinks } from "../links/pageLinks.ts";
import type { StoredPage } from "./pageModel.ts";
import { pageText } from "./pageText.ts";
import type { StoredPageText } from "./pageTextModel.ts";

export interface PutPageWordsDeps {
  readonly pageTexts: Kind<StoredPageText>;
  readonly documentLinks: Kind<StoredLinks>;
}

/** What follows from the text that a new page begins with: its words, and what it links to. */
export const putPageWords = (
  { pageTexts, documentLinks }: PutPageWordsDeps,
  work: UnitOfWork,
  page: Pick<StoredPage, "_id" | "communityId">,
  tree: DocumentTree,
): void => {
  work.put(pageTexts, pageText(page, tree));
  const name = documentName({ type: "page", id: page._id });
  work.put(documentLinks, { _id: name, pages: pageLinks(tree), seq: 0 });
};
