import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";

/** An update that puts a paragraph at the end of a document, made on a copy of this state. */
export const suggestedUpdate = (words: string, state?: Uint8Array): string => {
  const doc = new Y.Doc();
  if (state) {
    Y.applyUpdate(doc, state);
  }
  const known = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  const body = doc.getXmlFragment(DOCUMENT_ROOT);
  body.insert(body.length, [paragraph]);
  return Buffer.from(Y.encodeStateAsUpdate(doc, known)).toString("base64");
};
