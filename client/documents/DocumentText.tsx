import { createContext, createElement, type ReactNode, useContext } from "react";
import type {
  DocumentElement,
  DocumentNode,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import { useTranslation } from "../language/useTranslation.ts";
import "./documents.css";
import { EmbedView } from "./EmbedView.tsx";
import { MentionView } from "./MentionView.tsx";

const words = (value: unknown): string => (typeof value === "string" ? value : "");
const count = (value: unknown): number | undefined =>
  typeof value === "number" && value > 1 ? value : undefined;

const tags: Partial<Record<DocumentElement["type"], string>> = {
  paragraph: "p",
  bulletList: "ul",
  listItem: "li",
  blockquote: "blockquote",
  tableRow: "tr",
};

const marks: Record<string, string> = { bold: "strong", italic: "em", strike: "s", code: "code" };

const Table = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    // Keys move what is wider than the screen.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role
    <div className="tableWrapper" role="group" aria-label={t("editor.block.table")} tabIndex={0}>
      <table>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
};

const Task = ({ isDone, children }: { isDone: boolean; children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <li>
      <label>
        <input
          type="checkbox"
          disabled
          checked={isDone}
          aria-label={isDone ? t("markdown.done") : t("markdown.open")}
        />
      </label>
      <div>{children}</div>
    </li>
  );
};

type TextNode = Extract<DocumentNode, { type: "text" }>;

const marked = (node: TextNode): ReactNode =>
  node.marks.reduce<ReactNode>((inner, { type, attributes }) => {
    if (type === "link") {
      return (
        <a href={words(attributes["href"])} rel="nofollow noopener noreferrer ugc">
          {inner}
        </a>
      );
    }
    return createElement(marks[type] ?? "span", undefined, inner);
  }, node.text);

/** How a stretch of text is shown, where it is not by its marks. */
export const StretchContext = createContext<(node: TextNode) => ReactNode>(marked);

const Stretch = ({ node }: { node: TextNode }) => useContext(StretchContext)(node);

const Node = ({ node }: { node: DocumentNode }): ReactNode => {
  if (node.type === "text") {
    return <Stretch node={node} />;
  }
  const { type, attributes, content } = node;
  const inner = <Nodes nodes={content} />;
  switch (type) {
    case "heading":
      return createElement(`h${Number(attributes["level"] ?? 1)}`, undefined, inner);
    case "orderedList":
      return <ol start={Number(attributes["start"] ?? 1)}>{inner}</ol>;
    case "taskList":
      return <ul data-type="taskList">{inner}</ul>;
    case "taskItem":
      return <Task isDone={attributes["checked"] === true}>{inner}</Task>;
    case "codeBlock":
      return (
        <pre>
          <code>{inner}</code>
        </pre>
      );
    case "horizontalRule":
      return <hr />;
    case "hardBreak":
      return <br />;
    case "image":
      return (
        <img
          src={words(attributes["src"])}
          alt={words(attributes["alt"])}
          loading="lazy"
          referrerPolicy="no-referrer"
        />
      );
    case "table":
      return <Table>{inner}</Table>;
    case "tableHeader":
    case "tableCell":
      return createElement(
        type === "tableHeader" ? "th" : "td",
        { colSpan: count(attributes["colspan"]), rowSpan: count(attributes["rowspan"]) },
        inner,
      );
    case "mention":
      return <MentionView attributes={attributes} />;
    case "embed":
      return <EmbedView attributes={attributes} />;
    default:
      return createElement(tags[type] ?? "div", undefined, inner);
  }
};

const Nodes = ({ nodes }: { nodes: readonly DocumentNode[] }) =>
  nodes.map((node, index) => (
    // A node has no name but its place.
    // oxlint-disable-next-line react/no-array-index-key
    <Node key={index} node={node} />
  ));

/** A document's text for those who only read it: no editor is loaded for them. */
export const DocumentText = ({ tree }: { tree: DocumentTree }) => (
  <div className="document-text prose">
    <Nodes nodes={tree} />
  </div>
);
