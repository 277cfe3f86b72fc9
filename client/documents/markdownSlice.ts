import { Fragment, type Mark, Node, type Schema, Slice } from "@tiptap/pm/model";
import type { DocumentNode } from "../../shared/documents/documentTree.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";

const jsonOf = (node: DocumentNode): Record<string, unknown> =>
  node.type === "text"
    ? {
        type: "text",
        text: node.text,
        marks: node.marks.map(({ type, attributes }) => ({ type, attrs: attributes })),
      }
    : { type: node.type, attrs: node.attributes, content: node.content.map(jsonOf) };

/** What Markdown says, to be put into a text. Lines at its ends join those around them. */
export const markdownSlice = (schema: Schema, markdown: string): Slice => {
  const nodes = treeOfMarkdown(markdown).map((node) => Node.fromJSON(schema, jsonOf(node)));
  const isLine = (node: Node | undefined) => (node?.type.name === "paragraph" ? 1 : 0);
  return new Slice(Fragment.from(nodes), isLine(nodes[0]), isLine(nodes.at(-1)));
};

/** A text as it is, each of its lines on one of its own. */
export const plainSlice = (schema: Schema, text: string, marks: readonly Mark[]): Slice => {
  const lines = text
    .split(/(?:\r\n?|\n)+/)
    .map((line) => schema.node("paragraph", null, line === "" ? [] : [schema.text(line, marks)]));
  return new Slice(Fragment.from(lines), 1, 1);
};
