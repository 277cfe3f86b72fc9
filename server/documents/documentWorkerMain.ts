import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import { z } from "zod";
import { compactState } from "./compactState.ts";
import { DocumentWork } from "./documentWorker.ts";
import { docOf, treeOfDoc } from "./readTree.ts";
import { treeOfProse } from "./treeOfProse.ts";

/** Does for documents what would hold up everybody else: one piece of work after the other. */
const Piece = z.object({ id: z.int(), work: DocumentWork });

const resultOf = (work: DocumentWork): unknown => {
  if (work.what === "readMarkdown") {
    return treeOfProse(work.markdown);
  }
  if (work.what === "compact") {
    return compactState(work.updates);
  }
  const doc = docOf(work.updates);
  return work.what === "merge" ? Y.encodeStateAsUpdate(doc) : treeOfDoc(doc);
};

parentPort?.on("message", (message: unknown) => {
  const { id, work } = Piece.parse(message);
  parentPort?.postMessage({ id, result: resultOf(work) });
});
