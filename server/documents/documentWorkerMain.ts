import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import { compactState } from "./compactState.ts";
import { DocumentWork } from "./documentWorker.ts";
import { docOf, treeOfDoc } from "./readTree.ts";
import { treeOfProse } from "./treeOfProse.ts";

/** Does for documents what would hold up everybody else. */
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
  parentPort?.postMessage({ result: resultOf(DocumentWork.parse(message)) });
});
