import * as Y from "yjs";
import { NodePlace } from "../../shared/documents/attribution.ts";
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
  readonly places: readonly NodePlace[];
  readonly runs: readonly WrittenRun[];
}

const isInline = (node: unknown): boolean =>
  node instanceof Y.XmlText ||
  (node instanceof Y.XmlElement && (node.nodeName === "mention" || node.nodeName === "hardBreak"));

const placeOf = (element: Y.XmlElement, at: number): NodePlace => {
  const attributes: Record<string, unknown> = element.getAttributes();
  // What is absent is often stored as null.
  const there = Object.entries(attributes).filter(([, value]) => value !== null);
  return NodePlace.safeParse({ ...Object.fromEntries(there), at }).data ?? { at };
};

/** An empty one keeps its column's place. */
const isCell = (type: string | undefined): boolean =>
  type === "tableCell" || type === "tableHeader";

interface Above {
  readonly within: readonly string[];
  readonly places: readonly NodePlace[];
}

const blocksOf = (
  children: readonly unknown[],
  { within, places: above }: Above,
): readonly WrittenBlock[] =>
  children.flatMap((child, at) => {
    if (!(child instanceof Y.XmlElement)) {
      return [];
    }
    const inner: readonly unknown[] = child.toArray();
    const type = child.nodeName;
    const places = [...above, placeOf(child, at)];
    const runs = inner.length > 0 ? inner.filter(isInline).flatMap(runsOf) : runsOf(child);
    return [
      ...(runs.length > 0 || isCell(within.at(-1)) ? [{ type, within, places, runs }] : []),
      ...blocksOf(
        inner.filter((node) => !isInline(node)),
        { within: [...within, type], places },
      ),
    ];
  });

/** The stretches of text of a document, each with the client that has written it. */
export const writtenBlocks = (doc: Y.Doc): readonly WrittenBlock[] =>
  blocksOf(doc.getXmlFragment(DOCUMENT_ROOT).toArray(), { within: [], places: [] });
