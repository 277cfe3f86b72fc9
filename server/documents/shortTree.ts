import type { DocumentNode, DocumentTree } from "../../shared/documents/documentTree.ts";

/** Characters and nodes. Anyone can write what takes seconds to work on: that much takes milliseconds, whatever it is. */
const SHORT = 2000;

/** What of some nodes is within so many characters and nodes; the rest is left out. */
const headOf = (nodes: readonly DocumentNode[], room: { left: number }): DocumentNode[] => {
  const head: DocumentNode[] = [];
  for (const node of nodes) {
    if (room.left <= 0) {
      break;
    }
    room.left -= 1;
    if (node.type === "text") {
      const text = node.text.slice(0, Math.max(room.left, 0)).replace(/[\uD800-\uDBFF]$/, "");
      room.left -= node.text.length;
      head.push({ ...node, text });
    } else {
      head.push({ ...node, content: headOf(node.content, room) });
    }
  }
  return head;
};

/** The beginning of a document, of so many characters and nodes. */
export const headOfTree = (tree: DocumentTree, most: number): DocumentTree =>
  headOf(tree, { left: most }).flatMap((node) => (node.type === "text" ? [] : [node]));

const takes = (nodes: readonly DocumentNode[], room: { left: number }): boolean =>
  nodes.every((node) => {
    room.left -= node.type === "text" ? 1 + node.text.length : 1;
    return room.left >= 0 && (node.type === "text" || takes(node.content, room));
  });

/** Whether a document has no more characters and nodes. */
export const isWithin = (tree: DocumentTree, most: number): boolean => takes(tree, { left: most });

/** Whether what is done with them takes so little time that it needs no thread. */
export const isShort = (...trees: readonly DocumentTree[]): boolean =>
  isWithin(trees.flat(), SHORT);
