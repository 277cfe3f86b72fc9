import type {
  DocumentElement,
  DocumentMark,
  DocumentNode,
  DocumentText,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import type { DocumentMarkName } from "../../shared/documents/documentSchema.ts";
import { isAttribute, isMark } from "../../shared/documents/allowedContent.ts";
import { embedOptions } from "../../shared/documents/embedAddress.ts";
import { attributeText } from "../../shared/documents/attributeText.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? "");

/** An attribute of HTML, if the document's own is there and is what it may be. */
const attribute = (node: DocumentElement, own: string, name = own): string => {
  const value = node.attributes[own];
  const isShown = value !== undefined && value !== null && isAttribute(node.type, own, value);
  return isShown ? ` ${name}="${escape(attributeText(node.attributes, own))}"` : "";
};

const MARKS: Readonly<Record<DocumentMarkName, string>> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  code: "code",
  link: "a",
};

const marked = (inner: string, { type, attributes }: DocumentMark): string => {
  if (type === "link") {
    return isMark("paragraph", "link", attributes)
      ? `<a href="${escape(attributeText(attributes, "href"))}" rel="nofollow noopener">${inner}</a>`
      : inner;
  }
  return `<${MARKS[type]}>${inner}</${MARKS[type]}>`;
};

const textHtml = ({ text, marks }: DocumentText): string => marks.reduce(marked, escape(text));

const content = (node: DocumentElement): string => node.content.map(nodeHtml).join("");

const wrap = (tag: string, node: DocumentElement, attributes = ""): string =>
  `<${tag}${attributes}>${content(node)}</${tag}>`;

const cell = (tag: "td" | "th", node: DocumentElement): string =>
  wrap(tag, node, attribute(node, "colspan") + attribute(node, "rowspan"));

const codeHtml = (node: DocumentElement): string => {
  const { language } = node.attributes;
  const isNamed = typeof language === "string" && /^[\w+#.-]{1,40}$/.test(language);
  return `<pre><code${isNamed ? ` class="language-${language}"` : ""}>${content(node)}</code></pre>`;
};

const options = (node: DocumentElement): string =>
  embedOptions.map((key) => attribute(node, key, `data-${key}`)).join("");

const reference = (tag: string, what: string, node: DocumentElement, inner: string): string =>
  `<${tag}${attribute(node, "kind", `data-${what}`)}${attribute(node, "id", "data-id")}${options(node)}>${inner}</${tag}>`;

const headingTag = ({ attributes }: DocumentElement): string => {
  const { level } = attributes;
  return typeof level === "number" && isAttribute("heading", "level", level) ? `h${level}` : "h1";
};

const elementHtml: Readonly<Record<DocumentElement["type"], (node: DocumentElement) => string>> = {
  paragraph: (node) => wrap("p", node),
  heading: (node) => wrap(headingTag(node), node),
  bulletList: (node) => wrap("ul", node),
  orderedList: (node) => wrap("ol", node, attribute(node, "start")),
  listItem: (node) => wrap("li", node),
  taskList: (node) => wrap("ul", node, ' data-type="taskList"'),
  taskItem: (node) => {
    const isChecked = node.attributes["checked"] === true;
    const box = `<input type="checkbox" disabled${isChecked ? " checked" : ""}>`;
    return `<li data-checked="${isChecked}">${box}${content(node)}</li>`;
  },
  blockquote: (node) => wrap("blockquote", node),
  codeBlock: codeHtml,
  horizontalRule: () => "<hr>",
  image: (node) =>
    isAttribute("image", "src", node.attributes["src"])
      ? `<img${["src", "alt", "title"].map((key) => attribute(node, key)).join("")}>`
      : escape(attributeText(node.attributes, "alt")),
  table: (node) => `<table><tbody>${content(node)}</tbody></table>`,
  tableRow: (node) => wrap("tr", node),
  tableHeader: (node) => cell("th", node),
  tableCell: (node) => cell("td", node),
  embed: (node) => reference("div", "embed", node, ""),
  hardBreak: () => "<br>",
  mention: (node) =>
    reference("span", "mention", node, escape(attributeText(node.attributes, "label"))),
};

const nodeHtml = (node: DocumentNode): string =>
  node.type === "text" ? textHtml(node) : elementHtml[node.type](node);

/** A document as HTML that is safe to show: every text is escaped, and nothing comes from it but texts. */
export const htmlOfTree = (tree: DocumentTree): string => tree.map(nodeHtml).join("\n");
