import { documentName } from "../../shared/documents/documentName.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { ReadTree } from "../documents/readDocument.ts";
import { fileNameOf } from "./archive/pagePaths.ts";
import { readSource, writeSource } from "./pageSource.ts";
import type { PutPage } from "./putPage.ts";
import { wikiChanged } from "./showPage.ts";
import { pageToView, type ViewPage } from "./viewPage.ts";

interface CarryPagesDeps {
  readonly onCommunity: OnCommunity;
  readonly viewPage: ViewPage;
  readonly readTree: ReadTree;
  readonly putPage: PutPage;
}

const EXTENSION = { markdown: "md", html: "html" } as const;

export const exportPageHandler = ({ viewPage, readTree }: CarryPagesDeps) =>
  handleQuery(exportPage, async ({ pageId, format }, { actor }) => {
    const { chain } = await pageToView(viewPage, actor, pageId);
    const read = await readTree(actor, documentName({ type: "page", id: pageId }));
    if (!read) {
      throw new Refusal("page_not_found");
    }
    const [{ title, labels }] = chain;
    return {
      fileName: `${fileNameOf(title)}.${EXTENSION[format]}`,
      source: writeSource(format, { id: pageId, title, labels }, read.tree),
    };
  });

export const importPageHandler = ({ onCommunity, putPage }: CarryPagesDeps) =>
  onCommunity(importPage, {
    // As for a page that is made empty.
    alone: true,
    run: async ({ communityId, parentId, format, source, title }, on) => {
      const page = readSource(format, source, { title, labels: [] });
      return wikiChanged(communityId, await putPage(on, { ...page, parentId }));
    },
  });
