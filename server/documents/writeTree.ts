import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type {
  DocumentElement,
  DocumentMark,
  DocumentNode,
  DocumentText,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";

export const marksAsAttributes = (marks: readonly DocumentMark[]): Record<string, unknown> =>
  Object.fromEntries(marks.map(({ type, attributes }) => [type, attributes]));

export const textNodeOf = (texts: readonly DocumentText[]): Y.XmlText => {
  const node = new Y.XmlText();
  node.applyDelta(
    texts.map(({ text, marks }) => ({ insert: text, attributes: marksAsAttributes(marks) })),
  );
  return node;
};

/** Stretches of text that follow each other are one node, as editors write it. */
const contentOf = (nodes: readonly DocumentNode[]): (Y.XmlElement | Y.XmlText)[] => {
  const content: (Y.XmlElement | Y.XmlText)[] = [];
  let texts: DocumentText[] = [];
  const endText = (): void => {
    if (texts.length > 0) {
      content.push(textNodeOf(texts));
      texts = [];
    }
  };
  for (const node of nodes) {
    if (node.type === "text") {
      texts.push(node);
    } else {
      endText();
      content.push(elementOf(node));
    }
  }
  endText();
  return content;
};

type Attribute = Parameters<Y.XmlElement<Record<string, never>>["setAttribute"]>[1];

/** What Yjs can keep as an attribute. */
export const isAttributeValue = (value: unknown): value is Attribute =>
  value !== undefined && value !== null;

export const elementOf = ({ type, attributes, content }: DocumentElement): Y.XmlElement => {
  const element = new Y.XmlElement(type);
  for (const [key, value] of Object.entries(attributes)) {
    if (isAttributeValue(value)) {
      element.setAttribute(key, value);
    }
  }
  element.insert(0, contentOf(content));
  return element;
};

/** A new document with this content, as a Yjs update. */
export const stateOfTree = (tree: DocumentTree, client: number): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getXmlFragment(DOCUMENT_ROOT).insert(0, tree.map(elementOf));
  return Y.encodeStateAsUpdate(doc);
};
