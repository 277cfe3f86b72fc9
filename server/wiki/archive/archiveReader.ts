import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { SentFile } from "../../../shared/protocol/files.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import { ArchiveReply, type ReadArchive } from "./readArchive.ts";

const LONGEST_MS = 60_000;
const MOST_HEAP_MB = 512;
const MOST_WAITING = 4;
const RETRY_AFTER_S = 10;

/** The built file: a worker does not know how to read TypeScript. */
const workerFile = (): string => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return import.meta.url.endsWith(".ts")
    ? join(folder, "../../../dist/server/wiki/archive/archiveWorker.js")
    : join(folder, "archiveWorker.js");
};

/** What the thread says; `undefined` if it took too long or too much, which is the archive's doing. */
const askThread = (bytes: Uint8Array): Promise<unknown> =>
  new Promise((resolve, failed) => {
    const worker = new Worker(workerFile(), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    worker.unref();
    const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
    worker.once("message", resolve);
    worker.once("error", (fault: Error & { code?: unknown }) =>
      fault.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(undefined) : failed(fault),
    );
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });

/** Reads archives one after the other, each once; throws the refusal of one that is not taken. */
export const archiveReader = () => {
  const read = new WeakMap<SentFile, Promise<ReadArchive>>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const begin = async (file: SentFile): Promise<ReadArchive> => {
    if (waiting >= MOST_WAITING) {
      throw new Refusal("unavailable", { retryAfter: RETRY_AFTER_S });
    }
    waiting += 1;
    const asked = last.then(() => askThread(file.bytes));
    last = asked.catch(() => undefined).finally(() => (waiting -= 1));
    const reply = ArchiveReply.safeParse(await asked).data;
    if (reply && "archive" in reply) {
      return reply.archive;
    }
    const { problem, path } = reply ?? { problem: "too_big" };
    throw new Refusal("archive_refused", {
      message: path === undefined ? `the archive: ${problem}` : `${path}: ${problem}`,
      fields: { [path === undefined ? "file" : `file.${path}`]: problem },
    });
  };

  return (file: SentFile): Promise<ReadArchive> => {
    const known = read.get(file) ?? begin(file);
    read.set(file, known);
    return known;
  };
};

export type ReadSentArchive = ReturnType<typeof archiveReader>;
