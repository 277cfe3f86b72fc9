import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { markdownOfHtml } from "../imports/markdownOfHtml.ts";

/** What of HTML a document can hold. */
export const treeOfHtml = (html: string): DocumentTree => treeOfMarkdown(markdownOfHtml(html));
