import * as Y from "yjs";
import { z } from "zod";
import {
  DOCUMENT_ROOT,
  documentNodes,
  type DocumentNodeName,
} from "../../shared/documents/documentSchema.ts";
import type {
  DocumentElement,
  DocumentMark,
  DocumentNode,
  DocumentText,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import {
  inMarkOrder,
  isAttribute,
  isMark,
  markNamed,
  mayHold,
  nodeNamed,
} from "../../shared/documents/allowedContent.ts";

const Delta = z.array(
  z.object({ insert: z.unknown(), attributes: z.record(z.string(), z.unknown()).optional() }),
);

const marksOf = (attributes: Record<string, unknown>): readonly DocumentMark[] =>
  inMarkOrder(
    Object.entries(attributes).flatMap(([key, value]) => {
      const type = markNamed(key);
      const kept = z.record(z.string(), z.unknown()).safeParse(value).data;
      return type && kept ? [{ type, attributes: kept }] : [];
    }),
  );

/** A stretch of text with all marks that there are. */
export const textsOf = (text: Y.XmlText): DocumentText[] =>
  Delta.parse(text.toDelta()).flatMap(({ insert, attributes = {} }) =>
    typeof insert === "string" && insert !== ""
      ? [{ type: "text" as const, text: insert, marks: marksOf(attributes) }]
      : [],
  );

const shownTexts = (parent: DocumentNodeName, text: Y.XmlText): DocumentText[] =>
  textsOf(text).map(({ marks, ...rest }) => ({
    ...rest,
    marks: marks.filter(({ type, attributes }) => isMark(parent, type, attributes)),
  }));

const attributesOf = (name: DocumentNodeName, element: Y.XmlElement): Record<string, unknown> => {
  const own: Record<string, unknown> = element.getAttributes();
  return Object.fromEntries(
    Object.keys(documentNodes[name].attributes)
      .map((key) => [key, own[key]] as const)
      .filter(([key, value]) => value !== undefined && isAttribute(name, key, value)),
  );
};

/** An element with what may be in it; `undefined` if there is no such node. */
export const nodeOf = (element: Y.XmlElement): DocumentElement | undefined => {
  const type = nodeNamed(element.nodeName);
  return (
    type && {
      type,
      attributes: attributesOf(type, element),
      content: nodesIn(type, element.toArray()),
    }
  );
};

const nodesIn = (
  parent: DocumentNodeName | undefined,
  children: readonly unknown[],
): DocumentNode[] =>
  children.flatMap((child): readonly DocumentNode[] => {
    if (child instanceof Y.XmlText) {
      return parent && mayHold(parent, "text") ? shownTexts(parent, child) : [];
    }
    const node =
      child instanceof Y.XmlElement && mayHold(parent, child.nodeName) ? nodeOf(child) : undefined;
    return node ? [node] : [];
  });

/** What a document holds, and of that only what a document may hold. */
export const treeOfDoc = (doc: Y.Doc): DocumentTree =>
  nodesIn(undefined, doc.getXmlFragment(DOCUMENT_ROOT).toArray()).filter(
    (node): node is DocumentElement => node.type !== "text",
  );

export const docOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
};

export const treeOfState = (state: Uint8Array): DocumentTree => treeOfDoc(docOf([state]));
