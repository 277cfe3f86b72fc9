import { isDeepStrictEqual } from "node:util";
import { diffArrays, diffWordsWithSpace } from "diff";
import type { DiffBlock, DiffPart, DocumentDiff } from "../../shared/documents/documentDiff.ts";
import type {
  DocumentElement,
  DocumentNode,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";

/** A block that holds no other blocks, with where it is. */
interface Leaf {
  readonly type: string;
  readonly within: readonly string[];
  readonly level: number | undefined;
  readonly text: string;
  /** Beside its text what makes it what it is: marks, addresses, whether a task is done. */
  readonly rest: unknown;
}

/** Beyond so many steps the two are too different for a word-by-word story of one paragraph. */
const WORD_EDITS_MAX = 2000;
const BLOCK_EDITS_MAX = 5000;
/** Of the words of two paragraphs, how much must be the same for one to be the other, changed. */
const LIKENESS_MIN = 0.4;

const words = new Intl.Segmenter(["zh", "en"], { granularity: "word" });

const wordsOf = (value: unknown): string => (typeof value === "string" ? value : "");

const textOf = (node: DocumentNode): string => {
  if (node.type === "text") {
    return node.text;
  }
  if (node.type === "mention") {
    return wordsOf(node.attributes["label"]);
  }
  if (node.type === "image") {
    return wordsOf(node.attributes["alt"]);
  }
  return node.type === "hardBreak" ? "\n" : node.content.map(textOf).join("");
};

const holdsBlocks = ({ content }: DocumentElement): boolean =>
  content.some(({ type }) => type !== "text" && type !== "hardBreak" && type !== "mention");

const leavesOf = (
  nodes: readonly DocumentNode[],
  within: readonly string[],
  around: unknown,
): readonly Leaf[] =>
  nodes.flatMap((node): readonly Leaf[] => {
    if (node.type === "text") {
      return [];
    }
    if (holdsBlocks(node)) {
      return leavesOf(node.content, [...within, node.type], [around, node.attributes]);
    }
    const { level } = node.attributes;
    const rest = [around, node.attributes, node.content.map(styleOf)];
    return [
      {
        type: node.type,
        within,
        level: typeof level === "number" ? level : undefined,
        text: textOf(node),
        rest,
      },
    ];
  });

const styleOf = (node: DocumentNode): unknown =>
  node.type === "text" ? [node.marks, node.text] : [node.type, node.attributes];

const isSame = (a: Leaf, b: Leaf): boolean =>
  a.type === b.type &&
  a.text === b.text &&
  isDeepStrictEqual([a.within, a.rest], [b.within, b.rest]);

const partsOf = (before: string, after: string): DiffPart[] => {
  const changes = diffWordsWithSpace(before, after, {
    intlSegmenter: words,
    maxEditLength: WORD_EDITS_MAX,
  });
  return changes
    ? changes.map(({ value, added, removed }) => ({
        kind: added ? "added" : removed ? "removed" : "same",
        text: value,
      }))
    : [
        { kind: "removed", text: before },
        { kind: "added", text: after },
      ];
};

const blockOf = (leaf: Leaf, kind: DiffBlock["kind"], parts: DiffPart[]): DiffBlock => ({
  kind,
  type: leaf.type,
  within: [...leaf.within],
  ...(leaf.level !== undefined && { level: leaf.level }),
  parts,
});

const whole = (leaf: Leaf, kind: "same" | "added" | "removed"): DiffBlock =>
  blockOf(leaf, kind, leaf.text === "" ? [] : [{ kind, text: leaf.text }]);

const likeness = (parts: readonly DiffPart[]): number => {
  const lengthOf = (kinds: readonly DiffPart["kind"][]): number =>
    parts.reduce((sum, { kind, text }) => sum + (kinds.includes(kind) ? text.length : 0), 0);
  const all = lengthOf(["same", "added", "removed"]);
  return all === 0 ? 1 : lengthOf(["same"]) / all;
};

/** Of blocks taken out and put in at one place, those that are each other's with other words. */
const matched = (removed: readonly Leaf[], added: readonly Leaf[]): DiffBlock[] => {
  const blocks: DiffBlock[] = [];
  let next = 0;
  for (const before of removed) {
    const after = added[next];
    const parts = after?.type === before.type ? partsOf(before.text, after.text) : [];
    if (after && after.type === before.type && likeness(parts) >= LIKENESS_MIN) {
      blocks.push(blockOf(after, "changed", parts));
      next += 1;
    } else {
      blocks.push(whole(before, "removed"));
    }
  }
  return [...blocks, ...added.slice(next).map((leaf) => whole(leaf, "added"))];
};

/** One document taken out and the other put in. */
export const replacedTree = (before: DocumentTree, after: DocumentTree): DocumentDiff => [
  ...leavesOf(before, [], []).map((leaf) => whole(leaf, "removed")),
  ...leavesOf(after, [], []).map((leaf) => whole(leaf, "added")),
];

/** What changed from one document to another, by blocks of text and, in those that changed, by words. */
export const diffTrees = (before: DocumentTree, after: DocumentTree): DocumentDiff => {
  const [old, now] = [leavesOf(before, [], []), leavesOf(after, [], [])];
  const changes = diffArrays([...old], [...now], {
    comparator: isSame,
    maxEditLength: BLOCK_EDITS_MAX,
  });
  if (!changes) {
    return matched(old, now);
  }
  const blocks: DiffBlock[] = [];
  let removed: readonly Leaf[] = [];
  for (const change of changes) {
    if (change.removed) {
      removed = change.value;
      continue;
    }
    blocks.push(...matched(removed, change.added ? change.value : []));
    removed = [];
    if (!change.added) {
      blocks.push(...change.value.map((leaf) => whole(leaf, "same")));
    }
  }
  return [...blocks, ...matched(removed, [])];
};
