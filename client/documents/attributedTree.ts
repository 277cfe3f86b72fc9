import type { AttributedBlock, NodePlace } from "../../shared/documents/attribution.ts";
import { documentNodes } from "../../shared/documents/documentSchema.ts";
import type {
  DocumentElement,
  DocumentNode,
  DocumentText,
} from "../../shared/documents/documentTree.ts";
import type { Person } from "../../shared/protocol/person.ts";

interface Growing {
  readonly type: DocumentElement["type"];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly content: (Growing | DocumentText)[];
}

const isNodeName = (name: string): name is DocumentElement["type"] =>
  Object.hasOwn(documentNodes, name);

const grown = ({ type, at, ...attributes }: NodePlace & { type: string }): Growing => ({
  // Of what has no text of its own only its words are told.
  type: isNodeName(type) && type !== "image" ? type : "paragraph",
  attributes,
  content: [],
});

/** A document as it stands, as far as somebody has written it, and who wrote which stretch of its text. */
export const attributedTree = (blocks: readonly AttributedBlock[]) => {
  const tree: Growing[] = [];
  const writers = new Map<DocumentNode, Person>();
  /** The way to the block before, with the place of each step. */
  let way: { at: number; node: Growing }[] = [];

  for (const { type, within, places, runs } of blocks) {
    const steps = [...within, type].map((name, depth) => ({
      type: name,
      ...(places[depth] ?? { at: 0 }),
    }));
    const parted = steps.findIndex(({ at }, depth) => way[depth]?.at !== at);
    way = way.slice(0, parted);
    for (const step of steps.slice(parted)) {
      const node = grown(step);
      (way.at(-1)?.node.content ?? tree).push(node);
      way.push({ at: step.at, node });
    }
    for (const { text, by } of runs) {
      const stretch: DocumentText = { type: "text", text, marks: [] };
      way.at(-1)?.node.content.push(stretch);
      if (by) {
        writers.set(stretch, by);
      }
    }
  }
  return { tree, writers };
};
