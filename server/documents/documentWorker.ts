import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { DocumentDiff } from "../../shared/documents/documentDiff.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { DocumentTreeValue } from "../../shared/documents/documentTreeValue.ts";
import type { Timers } from "../database/timers.ts";
import type { CompactedState } from "./compactState.ts";
import { joinUpdates, type JoinedUpdates } from "./joinedUpdates.ts";
import type { Previewed } from "./previewed.ts";
import type { WrittenBlock } from "./writtenBlocks.ts";

const LONGEST_MS = 20_000;
/** A thread that has nothing to do is kept so long: starting one takes longer than most work. */
const IDLE_MS = 30_000;

const Done = z.object({ result: z.unknown() });
const Compacted = z.object({
  state: z.instanceof(Uint8Array),
  hash: z.string(),
  ends: z.object({ json: z.string(), hash: z.string() }),
  structs: z.int(),
});

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Updates = z.custom<JoinedUpdates>(
  (value) =>
    z.object({ bytes: Bytes, lengths: z.instanceof(Uint32Array) }).safeParse(value).success,
);
/** Of our own making: to look at every node once more would take as long as making it. */
const OwnTree = z.custom<DocumentTree>((value) => Array.isArray(value));
const OwnBlocks = z.custom<readonly WrittenBlock[]>((value) => Array.isArray(value));
const OwnDiff = z.custom<DocumentDiff>((value) => Array.isArray(value));
const OwnPreview = z.object({ before: OwnTree, after: OwnTree });

/** What a thread does for documents. */
export const DocumentWork = z.discriminatedUnion("what", [
  z.object({ what: z.literal("compact"), updates: Updates }),
  z.object({ what: z.literal("merge"), updates: Updates }),
  z.object({ what: z.literal("readTree"), updates: Updates }),
  z.object({ what: z.literal("readWritten"), updates: Updates }),
  z.object({ what: z.literal("preview"), updates: Updates, update: Bytes }),
  z.object({ what: z.literal("change"), state: Bytes, client: z.int(), tree: OwnTree }),
  z.object({ what: z.literal("readMarkdown"), markdown: z.string() }),
  z.object({ what: z.literal("writeMarkdown"), tree: OwnTree }),
  z.object({ what: z.literal("compare"), before: OwnTree, after: OwnTree }),
]);
export type DocumentWork = z.input<typeof DocumentWork>;

/** The work was ended because it took too long. */
export class TookTooLong extends Error {}

interface Piece {
  /** Put together when its turn has come. */
  readonly work: () => DocumentWork;
  readonly done: (result: unknown) => void;
  readonly failed: (fault: Error) => void;
}

/** The built file: a worker does not know how to read TypeScript. */
const workerFile = (): string => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return import.meta.url.endsWith(".ts")
    ? join(folder, "../../dist/server/documents/documentWorkerMain.js")
    : join(folder, "documentWorkerMain.js");
};

/**
 * A thread for work on documents that takes long. It is started when there is some and ended when there was
 * none for a while; work that takes too long ends the thread, and neither the server nor what waits behind it.
 */
export class DocumentWorker {
  readonly #timers: Timers;
  readonly #longestMs: number;
  readonly #waiting: Piece[] = [];
  /** What the thread is at. */
  #current: (Piece & { readonly callOff: () => void }) | undefined;
  #worker: Worker | undefined;
  #callOffRest: (() => void) | undefined;

  constructor(timers: Timers, longestMs = LONGEST_MS) {
    this.#timers = timers;
    this.#longestMs = longestMs;
  }

  /** Rejects if that can't be done, or not in time. */
  async compact(updates: readonly Uint8Array[]): Promise<CompactedState> {
    return Compacted.parse(
      await this.#do(() => ({ what: "compact", updates: joinUpdates(updates) })),
    );
  }

  /** Updates as one, which is not looked over as those are that are kept. */
  async merge(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    return Bytes.parse(await this.#do(() => ({ what: "merge", updates: joinUpdates(updates) })));
  }

  async readTree(updates: readonly Uint8Array[]): Promise<DocumentTree> {
    return OwnTree.parse(
      await this.#do(() => ({ what: "readTree", updates: joinUpdates(updates) })),
    );
  }

  async readWritten(updates: readonly Uint8Array[]): Promise<readonly WrittenBlock[]> {
    return OwnBlocks.parse(
      await this.#do(() => ({ what: "readWritten", updates: joinUpdates(updates) })),
    );
  }

  /** Rejects also where the update can't be taken in. */
  async preview(updates: readonly Uint8Array[], update: Uint8Array): Promise<Previewed> {
    return OwnPreview.parse(
      await this.#do(() => ({ what: "preview", updates: joinUpdates(updates), update })),
    );
  }

  async change(
    state: Uint8Array,
    client: number,
    tree: DocumentTree,
  ): Promise<Uint8Array | undefined> {
    return Bytes.optional().parse(await this.#do(() => ({ what: "change", state, client, tree })));
  }

  async readMarkdown(markdown: string): Promise<DocumentTree> {
    return DocumentTreeValue.parse(await this.#do(() => ({ what: "readMarkdown", markdown })));
  }

  async writeMarkdown(tree: DocumentTree): Promise<string> {
    return z.string().parse(await this.#do(() => ({ what: "writeMarkdown", tree })));
  }

  async compare(before: DocumentTree, after: DocumentTree): Promise<DocumentDiff> {
    return OwnDiff.parse(await this.#do(() => ({ what: "compare", before, after })));
  }

  #do(work: Piece["work"]): Promise<unknown> {
    return new Promise((done, failed) => {
      this.#waiting.push({ work, done, failed });
      this.#goOn();
    });
  }

  async close(): Promise<void> {
    const reason = new Error("the server leaves");
    this.#waiting.splice(0).forEach(({ failed }) => failed(reason));
    const worker = this.#worker;
    if (worker) {
      this.#end(worker, reason);
      await worker.terminate();
    }
  }

  #goOn(): void {
    if (this.#current) {
      return;
    }
    this.#callOffRest?.();
    const piece = this.#waiting.shift();
    const worker = piece ? this.#start() : this.#worker;
    if (!worker) {
      return;
    }
    if (!piece) {
      const end = () => this.#end(worker, new Error("nothing to do"));
      this.#callOffRest = this.#timers.after(IDLE_MS, end);
      return;
    }
    // From here on: what was in front of it has taken none of its time.
    const callOff = this.#timers.after(this.#longestMs, () =>
      this.#end(worker, new TookTooLong("a document took too long")),
    );
    this.#current = { ...piece, callOff };
    const work = piece.work();
    worker.postMessage(work, "updates" in work ? [work.updates.bytes.buffer] : []);
  }

  #start(): Worker {
    if (this.#worker) {
      return this.#worker;
    }
    const worker = new Worker(workerFile());
    this.#worker = worker;
    worker.unref();
    worker.on("message", (message: unknown) => {
      if (this.#worker === worker) {
        const { result } = Done.parse(message);
        this.#settle(({ done }) => done(result));
      }
    });
    worker.on("error", (fault) =>
      this.#end(worker, new Error("work on a document failed", { cause: fault })),
    );
    worker.on("exit", () => this.#end(worker, new Error("the thread ended")));
    return worker;
  }

  /** What it was at fails; what waits is done in another thread. */
  #end(worker: Worker, reason: Error): void {
    if (this.#worker !== worker) {
      return;
    }
    this.#worker = undefined;
    void worker.terminate();
    this.#settle(({ failed }) => failed(reason));
  }

  #settle(tell: (piece: Piece) => void): void {
    const current = this.#current;
    this.#current = undefined;
    if (current) {
      current.callOff();
      tell(current);
    }
    this.#goOn();
  }
}
