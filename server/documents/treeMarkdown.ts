import type { BlockContent, ListItem, PhrasingContent, Root, RootContent, TableCell } from "mdast";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import type { DocumentMarkName } from "../../shared/documents/documentSchema.ts";
import type {
  DocumentElement,
  DocumentMark,
  DocumentNode,
  DocumentText,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { embedAddress } from "../../shared/documents/embedAddress.ts";
import { attributeText } from "../../shared/documents/attributeText.ts";

/** Columns are lined up so far: beyond it one long cell would make as much of every row. */
const CELL_WIDTH_MAX = 40;
/** Markdown gives every row as many cells as the longest has: so many more than there are make no table any more. */
const EMPTY_CELLS_MAX = 10_000;

/** Of marks on the same text, those that stand outside come first. */
const OUTER_FIRST: readonly DocumentMarkName[] = ["link", "bold", "italic", "strike", "code"];

const sameMark = (one: DocumentMark, other: DocumentMark): boolean =>
  one.type === other.type && JSON.stringify(one.attributes) === JSON.stringify(other.attributes);

const without = (node: DocumentText, mark: DocumentMark): DocumentText => ({
  ...node,
  marks: node.marks.filter((one) => !sameMark(one, mark)),
});

const outermost = (node: DocumentNode): DocumentMark | undefined =>
  node.type === "text"
    ? OUTER_FIRST.flatMap((name) => node.marks.filter(({ type }) => type === name))[0]
    : undefined;

/** A mention, as an address that comes back as what it was. */
const mentionAddress = ({ attributes }: DocumentElement): string =>
  `mention:${attributeText(attributes, "kind")}/${attributeText(attributes, "id")}`;

const wrapped = (mark: DocumentMark, children: PhrasingContent[]): PhrasingContent => {
  switch (mark.type) {
    case "bold":
      return { type: "strong", children };
    case "italic":
      return { type: "emphasis", children };
    case "strike":
      return { type: "delete", children };
    case "link":
      return { type: "link", url: attributeText(mark.attributes, "href"), children };
    case "code":
      break;
  }
  return {
    type: "inlineCode",
    value: children.map((child) => ("value" in child ? child.value : "")).join(""),
  };
};

const plain = (node: DocumentNode): PhrasingContent[] => {
  switch (node.type) {
    case "text":
      return [{ type: "text", value: node.text }];
    case "hardBreak":
      return [{ type: "break" }];
    case "mention": {
      const value = attributeText(node.attributes, "label");
      return [{ type: "link", url: mentionAddress(node), children: [{ type: "text", value }] }];
    }
    default:
      return [];
  }
};

const hasMark = (node: DocumentNode | undefined, mark: DocumentMark): boolean =>
  node?.type === "text" && node.marks.some((one) => sameMark(one, mark));

/** Goes deeper for marks within each other only: a paragraph may be as long as a document. */
const inline = (nodes: readonly DocumentNode[]): PhrasingContent[] => {
  const found: PhrasingContent[] = [];
  let at = 0;
  for (let first = nodes[at]; first; first = nodes[at]) {
    const start = at;
    at += 1;
    const mark = outermost(first);
    if (!mark) {
      found.push(...plain(first));
      continue;
    }
    while (hasMark(nodes[at], mark)) {
      at += 1;
    }
    const inner = nodes
      .slice(start, at)
      .map((node) => (node.type === "text" ? without(node, mark) : node));
    found.push(wrapped(mark, inline(inner)));
  }
  return found;
};

const itemOf = (node: DocumentElement, checked?: boolean): ListItem => ({
  type: "listItem",
  spread: false,
  ...(checked !== undefined && { checked }),
  children: blocks(node.content),
});

const elements = (nodes: readonly DocumentNode[]): DocumentElement[] =>
  nodes.filter((node): node is DocumentElement => node.type !== "text");

/** A cell of a Markdown table has one line: of several blocks it holds their words. */
const cellOf = (node: DocumentElement): TableCell => {
  const content = elements(node.content);
  const [only] = content;
  const children =
    content.length === 1 && only?.type === "paragraph"
      ? inline(only.content.filter(({ type }) => type !== "hardBreak"))
      : [{ type: "text" as const, value: textOfTree(content).replaceAll(/[\n\t]+/g, " ") }];
  return { type: "tableCell", children };
};

const rowsOf = (table: DocumentElement): readonly (readonly DocumentElement[])[] =>
  elements(table.content).map(({ content }) => elements(content));

const isRagged = (rows: readonly (readonly DocumentElement[])[]): boolean => {
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0);
  const cells = rows.reduce((sum, { length }) => sum + length, 0);
  return rows.length * columns - cells > EMPTY_CELLS_MAX;
};

const headingDepth = (level: unknown): 1 | 2 | 3 | 4 =>
  level === 2 || level === 3 || level === 4 ? level : 1;

const block = (node: DocumentElement): BlockContent[] => {
  const { attributes, content } = node;
  switch (node.type) {
    case "paragraph":
      return content.length === 0 ? [] : [{ type: "paragraph", children: inline(content) }];
    case "heading":
      return [
        { type: "heading", depth: headingDepth(attributes["level"]), children: inline(content) },
      ];
    case "bulletList":
      return [
        { type: "list", spread: false, children: elements(content).map((one) => itemOf(one)) },
      ];
    case "orderedList": {
      const { start } = attributes;
      const from = typeof start === "number" ? start : 1;
      const children = elements(content).map((one) => itemOf(one));
      return [{ type: "list", ordered: true, start: from, spread: false, children }];
    }
    case "taskList": {
      const children = elements(content).map((one) =>
        itemOf(one, one.attributes["checked"] === true),
      );
      return [{ type: "list", spread: false, children }];
    }
    case "blockquote":
      return [{ type: "blockquote", children: blocks(content) }];
    case "codeBlock": {
      const { language } = attributes;
      const lang = typeof language === "string" ? language : null;
      return [{ type: "code", lang, value: textOfTree([{ ...node, type: "paragraph" }]) }];
    }
    case "horizontalRule":
      return [{ type: "thematicBreak" }];
    case "image": {
      const { alt, title } = attributes;
      const image = {
        type: "image" as const,
        url: attributeText(attributes, "src"),
        alt: typeof alt === "string" ? alt : "",
        title: typeof title === "string" ? title : null,
      };
      return [{ type: "paragraph", children: [image] }];
    }
    case "table": {
      const rows = rowsOf(node);
      if (isRagged(rows)) {
        return blocks(content);
      }
      const children = rows.map((cells) => ({
        type: "tableRow" as const,
        children: cells.map(cellOf),
      }));
      return [{ type: "table", children }];
    }
    case "embed": {
      const children = [{ type: "text" as const, value: attributeText(attributes, "kind") }];
      return [
        {
          type: "paragraph",
          children: [{ type: "link", url: embedAddress(node), children }],
        },
      ];
    }
    case "listItem":
    case "taskItem":
    case "tableRow":
    case "tableHeader":
    case "tableCell":
      return blocks(content);
    case "hardBreak":
    case "mention":
      break;
  }
  return [{ type: "paragraph", children: inline([node]) }];
};

const blocks = (nodes: readonly DocumentNode[]): BlockContent[] => elements(nodes).flatMap(block);

const processor = unified()
  .use(remarkGfm, { stringLength: (cell) => Math.min(cell.length, CELL_WIDTH_MAX) })
  .use(remarkCjkFriendly)
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-", fences: true })
  .freeze();

/** A document as Markdown (GFM) that reads back as the same document, but for what Markdown has no words for. */
export const markdownOfTree = (tree: DocumentTree): string => {
  const children: RootContent[] = blocks(tree);
  const root: Root = { type: "root", children };
  return processor.stringify(root);
};
