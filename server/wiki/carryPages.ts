import { documentName } from "../../shared/documents/documentName.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { ParsedOf } from "../../shared/protocol/operation.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { ReadMarkdown } from "../documents/readMarkdown.ts";
import type { ReadTree } from "../documents/readDocument.ts";
import { htmlOfTree } from "../documents/treeHtml.ts";
import type { WriteMarkdown } from "../documents/writeMarkdown.ts";
import { fileNameOf } from "./archive/pagePaths.ts";
import { partSource, writeSource } from "./pageSource.ts";
import type { PutPage } from "./putPage.ts";
import { wikiChanged } from "./showPage.ts";
import { pageToView, type ViewPage } from "./viewPage.ts";

interface ExportPageDeps {
  readonly viewPage: ViewPage;
  readonly readTree: ReadTree;
  readonly writeMarkdown: WriteMarkdown;
}

interface ImportPageDeps {
  readonly onCommunity: OnCommunity;
  readonly readMarkdown: ReadMarkdown;
  readonly putPage: PutPage;
}

const sourceOf = ({ format, source, title }: ParsedOf<typeof importPage>) =>
  partSource(format, source, { title, labels: [] });

const EXTENSION = { markdown: "md", html: "html" } as const;

export const exportPageHandler = ({ viewPage, readTree, writeMarkdown }: ExportPageDeps) =>
  handleQuery(exportPage, async ({ pageId, format }, { actor }) => {
    const { chain } = await pageToView(viewPage, actor, pageId);
    const read = await readTree(actor, documentName({ type: "page", id: pageId }));
    if (!read) {
      throw new Refusal("page_not_found");
    }
    const [{ title, labels }] = chain;
    const { tree } = read;
    const text = format === "html" ? htmlOfTree(tree) : await writeMarkdown(tree);
    return {
      fileName: `${fileNameOf(title)}.${EXTENSION[format]}`,
      source: writeSource(format, { id: pageId, title, labels }, text),
    };
  });

export const importPageHandler = ({ onCommunity, readMarkdown, putPage }: ImportPageDeps) => {
  const trees = new WeakMap<object, DocumentTree>();
  return onCommunity(importPage, {
    before: async (input) => {
      const { markdown } = sourceOf(input);
      trees.set(input, await readMarkdown(markdown));
    },
    // As for a page that is made empty.
    alone: true,
    run: async (input, on) => {
      const { title, labels } = sourceOf(input);
      const page = { title, labels, parentId: input.parentId, tree: trees.get(input) ?? [] };
      return wikiChanged(input.communityId, await putPage(on, page));
    },
  });
};
