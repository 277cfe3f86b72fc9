import { parentPort } from "node:worker_threads";
import { z } from "zod";
import { compactState } from "./compactState.ts";

/** Does for documents what would hold up everybody else: one piece of work after the other. */
const Work = z.object({ id: z.int(), updates: z.array(z.instanceof(Uint8Array)) });

parentPort?.on("message", (message: unknown) => {
  const { id, updates } = Work.parse(message);
  parentPort?.postMessage({ id, ...compactState(updates) });
});
