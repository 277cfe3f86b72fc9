import { parentPort } from "node:worker_threads";
import { z } from "zod";
import { compactState } from "./compactState.ts";
import { DocumentWork } from "./documentWorker.ts";
import { treeOfProse } from "./treeOfProse.ts";

/** Does for documents what would hold up everybody else: one piece of work after the other. */
const Piece = z.object({ id: z.int(), work: DocumentWork });

parentPort?.on("message", (message: unknown) => {
  const { id, work } = Piece.parse(message);
  const result = work.what === "compact" ? compactState(work.updates) : treeOfProse(work.markdown);
  parentPort?.postMessage({ id, result });
});
