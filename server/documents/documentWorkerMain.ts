import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import { changeOf } from "./changeOf.ts";
import { changeTree } from "./changeTree.ts";
import { compactState } from "./compactState.ts";
import { DocumentWork } from "./documentWorker.ts";
import { splitUpdates } from "./joinedUpdates.ts";
import { previewed } from "./previewed.ts";
import { docOf, treeOfDoc } from "./readTree.ts";
import { writtenBlocks } from "./writtenBlocks.ts";

/** Does for documents what would hold up everybody else. */
const resultOf = async (work: DocumentWork): Promise<unknown> => {
  if (work.what === "readMarkdown") {
    // Loading this takes more than all else that a thread needs to begin, and most never read Markdown.
    const { treeOfProse } = await import("./treeOfProse.ts");
    return treeOfProse(work.markdown);
  }
  if (work.what === "writeMarkdown") {
    const { markdownOfTree } = await import("./treeMarkdown.ts");
    return markdownOfTree(work.tree);
  }
  if (work.what === "compare") {
    const { diffTrees } = await import("./diffTrees.ts");
    return diffTrees(work.before, work.after);
  }
  if (work.what === "compact") {
    return compactState(splitUpdates(work.updates));
  }
  if (work.what === "change") {
    const { state, client, tree } = work;
    return changeOf(state, client, (doc) => changeTree(doc, tree));
  }
  const doc = docOf(splitUpdates(work.updates));
  if (work.what === "preview") {
    return previewed(doc, work.update);
  }
  if (work.what === "readWritten") {
    return writtenBlocks(doc);
  }
  return work.what === "merge" ? Y.encodeStateAsUpdate(doc) : treeOfDoc(doc);
};

const answer = async (message: unknown): Promise<void> => {
  parentPort?.postMessage({ result: await resultOf(DocumentWork.parse(message)) });
};

// On Linux threads have priorities of their own: what somebody waits for goes before this. Elsewhere it would be the server's.
if (process.platform === "linux") {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
parentPort?.on("message", (message: unknown) => {
  answer(message).catch((fault: unknown) => {
    // It ends the thread, and with that the work.
    queueMicrotask(() => {
      throw fault;
    });
  });
});
