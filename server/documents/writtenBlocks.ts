import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";

/** A stretch of text that one client has written. */
export interface WrittenRun {
  readonly text: string;
  readonly client: number;
}

const runsOfText = (text: Y.XmlText): WrittenRun[] => {
  const runs: WrittenRun[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) {
      runs.push({ text: item.content.str, client: item.id.client });
    }
  }
  return runs;
};

/** The attribute in which a node without text holds its words. */
const WORDS: Readonly<Record<string, string>> = { mention: "label", image: "alt" };

const runOfElement = (element: Y.XmlElement): WrittenRun[] => {
  const words: unknown =
    element.nodeName === "hardBreak" ? "\n" : element.getAttribute(WORDS[element.nodeName] ?? "");
  return typeof words === "string" && words !== "" && element._item
    ? [{ text: words, client: element._item.id.client }]
    : [];
};

const runsOf = (node: unknown): WrittenRun[] =>
  node instanceof Y.XmlText
    ? runsOfText(node)
    : node instanceof Y.XmlElement
      ? runOfElement(node)
      : [];

/** What stands in one place, and in what. */
export interface WrittenBlock {
  readonly type: string;
  readonly within: readonly string[];
  readonly runs: readonly WrittenRun[];
}

const isInline = (node: unknown): boolean =>
  node instanceof Y.XmlText ||
  (node instanceof Y.XmlElement && (node.nodeName === "mention" || node.nodeName === "hardBreak"));

const blocksOf = (
  children: readonly unknown[],
  within: readonly string[],
): readonly WrittenBlock[] =>
  children.flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) {
      return [];
    }
    const inner: readonly unknown[] = child.toArray();
    const type = child.nodeName;
    const runs = inner.length > 0 ? inner.filter(isInline).flatMap(runsOf) : runsOf(child);
    return [
      ...(runs.length > 0 ? [{ type, within, runs }] : []),
      ...blocksOf(
        inner.filter((node) => !isInline(node)),
        [...within, type],
      ),
    ];
  });

/** The stretches of text of a document, each with the client that has written it. */
export const writtenBlocks = (doc: Y.Doc): readonly WrittenBlock[] =>
  blocksOf(doc.getXmlFragment(DOCUMENT_ROOT).toArray(), []);
