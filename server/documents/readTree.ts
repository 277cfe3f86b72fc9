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
import { isAttribute, isMark, markNamed, mayHold, nodeNamed } from "./allowedContent.ts";

const Delta = z.array(
  z.object({ insert: z.unknown(), attributes: z.record(z.string(), z.unknown()).optional() }),
);

const marksOf = (node: DocumentNodeName, attributes: Record<string, unknown>): DocumentMark[] =>
  Object.entries(attributes).flatMap(([key, value]) => {
    const type = markNamed(key);
    const kept = z.record(z.string(), z.unknown()).safeParse(value).data;
    return type && kept && isMark(node, key, value) ? [{ type, attributes: kept }] : [];
  });

const textsOf = (node: DocumentNodeName, text: Y.XmlText): DocumentText[] =>
  Delta.parse(text.toDelta()).flatMap(({ insert, attributes = {} }) =>
    typeof insert === "string" && insert !== ""
      ? [{ type: "text" as const, text: insert, marks: marksOf(node, attributes) }]
      : [],
  );

const attributesOf = (name: DocumentNodeName, element: Y.XmlElement): Record<string, unknown> => {
  const own: Record<string, unknown> = element.getAttributes();
  return Object.fromEntries(
    Object.keys(documentNodes[name].attributes)
      .map((key) => [key, own[key]] as const)
      .filter(([key, value]) => value !== undefined && isAttribute(name, key, value)),
  );
};

const elementsIn = (
  parent: DocumentNodeName | undefined,
  children: readonly unknown[],
): DocumentNode[] =>
  children.flatMap((child): readonly DocumentNode[] => {
    if (child instanceof Y.XmlText) {
      return parent && mayHold(parent, "text") ? textsOf(parent, child) : [];
    }
    const name = child instanceof Y.XmlElement ? nodeNamed(child.nodeName) : undefined;
    if (!(child instanceof Y.XmlElement) || !name || !mayHold(parent, name)) {
      return [];
    }
    const content = elementsIn(name, child.toArray());
    return [{ type: name, attributes: attributesOf(name, child), content }];
  });

/** What a document holds, and of that only what a document may hold. */
export const treeOfDoc = (doc: Y.Doc): DocumentTree =>
  elementsIn(undefined, doc.getXmlFragment(DOCUMENT_ROOT).toArray()).filter(
    (node): node is DocumentElement => node.type !== "text",
  );

export const docOfState = (state: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
};

export const treeOfState = (state: Uint8Array): DocumentTree => treeOfDoc(docOfState(state));
