import type { Nodes, Parents, PhrasingContent, Root } from "mdast";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { DEPTH_MAX } from "./documentLimits.ts";
import type { DocumentNodeName } from "./documentSchema.ts";
import type { DocumentElement, DocumentMark, DocumentNode, DocumentTree } from "./documentTree.ts";
import { inMarkOrder, isAttribute, isMark } from "./allowedContent.ts";
import { embedAt } from "./embedAddress.ts";
import { textOfTree } from "./treeText.ts";

const MENTION = /^mention:([a-zA-Z]{1,20})\/([0-9a-z]{26})$/;
const LABEL_MAX = 300;
const CJK = /^[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]$/;

type Definitions = ReadonlyMap<string, string>;

interface Scope {
  /** What an address in a link stands for. */
  readonly addressOf: (url: string) => string;
  readonly marks: readonly DocumentMark[];
  readonly definitions: Definitions;
  /** Elements around. */
  readonly depth: number;
}

const element = (
  type: DocumentNodeName,
  content: readonly DocumentNode[],
  attributes: Readonly<Record<string, unknown>> = {},
): DocumentElement => ({
  type,
  // What may not be set is left out.
  attributes: Object.fromEntries(
    Object.entries(attributes).filter(
      ([key, value]) => value !== undefined && value !== null && isAttribute(type, key, value),
    ),
  ),
  content,
});

/** A line's end within a paragraph is a space, but not between two Chinese characters. */
const joined = (text: string): string =>
  text.replaceAll(/(.?)\r?\n(.?)/gu, (_, before: string, after: string) =>
    CJK.test(before) && CJK.test(after) ? before + after : `${before} ${after}`,
  );

const words = (text: string, { marks }: Scope): DocumentNode[] =>
  text === "" ? [] : [{ type: "text", text, marks }];

const under = (scope: Scope, mark: DocumentMark): Scope =>
  scope.marks.some(({ type }) => type === mark.type) ||
  !isMark("paragraph", mark.type, mark.attributes)
    ? scope
    : { ...scope, marks: inMarkOrder([...scope.marks, mark]) };

const linked = (
  written: string,
  children: readonly PhrasingContent[],
  scope: Scope,
): DocumentNode[] => {
  const url = scope.addressOf(written);
  const [, kind, id] = MENTION.exec(url) ?? [];
  const inner = inlineAll(children, scope);
  if (isAttribute("mention", "kind", kind) && isAttribute("mention", "id", id)) {
    const label = textOfTree([element("paragraph", inner)]).slice(0, LABEL_MAX);
    return [element("mention", [], { kind, id, label })];
  }
  return inlineAll(children, under(scope, { type: "link", attributes: { href: url } }));
};

const imageOf = (
  url: string,
  alt: string | null | undefined,
  title?: string | null,
): DocumentNode[] =>
  isAttribute("image", "src", url) ? [element("image", [], { src: url, alt, title })] : [];

const inline = (node: PhrasingContent, scope: Scope): readonly DocumentNode[] => {
  switch (node.type) {
    case "text":
      return words(joined(node.value), scope);
    case "html":
      return words(node.value, scope);
    case "inlineCode":
      return words(joined(node.value), under(scope, { type: "code", attributes: {} }));
    case "break":
      return [element("hardBreak", [])];
    case "strong":
      return inlineAll(node.children, under(scope, { type: "bold", attributes: {} }));
    case "emphasis":
      return inlineAll(node.children, under(scope, { type: "italic", attributes: {} }));
    case "delete":
      return inlineAll(node.children, under(scope, { type: "strike", attributes: {} }));
    case "link":
      return linked(node.url, node.children, scope);
    case "linkReference":
      return linked(scope.definitions.get(node.identifier) ?? "", node.children, scope);
    case "image": {
      const image = imageOf(node.url, node.alt, node.title);
      return image.length > 0 ? image : words(node.alt ?? "", scope);
    }
    case "imageReference": {
      const image = imageOf(scope.definitions.get(node.identifier) ?? "", node.alt);
      return image.length > 0 ? image : words(node.alt ?? "", scope);
    }
    case "footnoteReference":
      return words(`[${node.label ?? node.identifier}]`, scope);
    default:
      return [];
  }
};

const sameMarks = (one: DocumentNode, other: DocumentNode): boolean =>
  one.type === "text" &&
  other.type === "text" &&
  JSON.stringify(one.marks) === JSON.stringify(other.marks);

const inlineAll = (nodes: readonly PhrasingContent[], scope: Scope): DocumentNode[] => {
  const all: DocumentNode[] = [];
  for (const node of nodes.flatMap((one) => inline(one, scope))) {
    const last = all.at(-1);
    if (last?.type === "text" && node.type === "text" && sameMarks(last, node)) {
      all[all.length - 1] = { ...last, text: last.text + node.text };
    } else {
      all.push(node);
    }
  }
  return all;
};

/** An image is a block of its own here: a paragraph with one in it is divided there. */
const paragraphs = (content: readonly DocumentNode[]): DocumentElement[] => {
  const found: DocumentElement[] = [];
  let line: DocumentNode[] = [];
  const end = (): void => {
    if (line.some((node) => node.type !== "text" || node.text.trim() !== "")) {
      found.push(element("paragraph", line));
    }
    line = [];
  };
  for (const node of content) {
    if (node.type === "image") {
      end();
      found.push(node);
    } else {
      line.push(node);
    }
  }
  end();
  return found;
};

const embedIn = (children: readonly PhrasingContent[]): DocumentElement | undefined => {
  const [only] = children;
  const attributes = children.length === 1 && only?.type === "link" ? embedAt(only.url) : undefined;
  return attributes && element("embed", [], attributes);
};

const orParagraph = (content: readonly DocumentElement[]): readonly DocumentElement[] =>
  content.length === 0 ? [element("paragraph", [])] : content;

/** Editors hold items to begin with a line of text. */
const itemContent = (content: readonly DocumentElement[]): readonly DocumentElement[] =>
  content[0]?.type === "paragraph" ? content : [element("paragraph", []), ...content];

const rowsOf = (node: Extract<Nodes, { type: "table" }>, scope: Scope): DocumentElement =>
  element(
    "table",
    node.children.map((row, index) =>
      element(
        "tableRow",
        row.children.map((cell) =>
          element(
            index === 0 ? "tableHeader" : "tableCell",
            orParagraph(paragraphs(inlineAll(cell.children, scope))),
          ),
        ),
      ),
    ),
  );

const listOf = (node: Extract<Nodes, { type: "list" }>, scope: Scope): DocumentElement => {
  const isTasks = node.children.some(({ checked }) => typeof checked === "boolean");
  const items = node.children.map((item) =>
    element(
      isTasks ? "taskItem" : "listItem",
      itemContent(blocks(item, { ...scope, depth: scope.depth + 2 })),
      isTasks ? { checked: item.checked === true } : {},
    ),
  );
  if (isTasks) {
    return element("taskList", items);
  }
  return node.ordered === true
    ? element("orderedList", items, { start: node.start ?? 1 })
    : element("bulletList", items);
};

const inner = (scope: Scope): Scope => ({ ...scope, depth: scope.depth + 1 });

/** What a block within takes at most: a table, its row, a cell and the paragraph in it. */
const DEEPEST_BLOCK = 4;

const blockOf = (node: Nodes, scope: Scope): readonly DocumentElement[] => {
  if (scope.depth + DEEPEST_BLOCK > DEPTH_MAX) {
    const text = "children" in node ? inlineTextOf(node) : "value" in node ? node.value : "";
    return text === "" ? [] : [element("paragraph", words(joined(text), scope))];
  }
  switch (node.type) {
    case "paragraph": {
      const embed = embedIn(node.children);
      return embed ? [embed] : paragraphs(inlineAll(node.children, scope));
    }
    case "heading": {
      const content = inlineAll(node.children, scope).filter(({ type }) => type !== "image");
      return [element("heading", content, { level: Math.min(node.depth, 4) })];
    }
    case "blockquote":
      return [element("blockquote", orParagraph(blocks(node, inner(scope))))];
    case "list":
      return [listOf(node, scope)];
    case "table":
      return [rowsOf(node, scope)];
    case "code": {
      const text = node.value === "" ? [] : words(node.value, { ...scope, marks: [] });
      return [element("codeBlock", text, { language: node.lang })];
    }
    case "html":
      return [element("paragraph", words(node.value, scope))];
    case "thematicBreak":
      return [element("horizontalRule", [])];
    case "footnoteDefinition":
      return blocks(node, scope);
    default:
      return [];
  }
};

const inlineTextOf = (node: Parents): string =>
  node.children
    .map((child) =>
      "children" in child ? inlineTextOf(child) : "value" in child ? child.value : "",
    )
    .join(" ");

const blocks = (node: Parents, scope: Scope): DocumentElement[] =>
  node.children.flatMap((child) => blockOf(child, scope));

const definitionsIn = (root: Root): Definitions =>
  new Map(
    root.children.flatMap((node) =>
      node.type === "definition" ? [[node.identifier, node.url] as const] : [],
    ),
  );

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly).freeze();

/**
 * Markdown (GFM) as a document; HTML in it is shown as it is written. `addressOf` may take an address in a link for
 * another one.
 */
export const treeOfMarkdown = (
  markdown: string,
  addressOf: (url: string) => string = (url) => url,
): DocumentTree => {
  const root = processor.parse(markdown);
  return blocks(root, { addressOf, marks: [], definitions: definitionsIn(root), depth: 0 });
};
