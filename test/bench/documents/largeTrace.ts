import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { z } from "zod";
import { DOCUMENT_ROOT } from "../../../shared/documents/documentSchema.ts";

const FILE = join(
  import.meta.dirname,
  "../../../../shared/data/editing-traces/sequential_traces/automerge-paper.json.gz",
);
const Trace = z.object({
  endContent: z.string(),
  txns: z.array(z.object({ patches: z.array(z.tuple([z.number(), z.number(), z.string()])) })),
});

/** The state of a document of one paragraph in which 259,778 edits were made, one after another. */
export const largeTrace = (): Uint8Array => {
  const trace = Trace.parse(JSON.parse(gunzipSync(readFileSync(FILE)).toString("utf8")));
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  doc.getXmlFragment(DOCUMENT_ROOT).insert(0, [paragraph]);
  for (const { patches } of trace.txns) {
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) {
          text.delete(at, deleted);
        }
        if (inserted !== "") {
          text.insert(at, inserted);
        }
      }
    });
  }
  if (text.toString() !== trace.endContent) {
    throw new Error("the replayed text is not the trace's");
  }
  return Y.encodeStateAsUpdate(doc);
};
