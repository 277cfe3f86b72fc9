import { closeSync, fstatSync, openSync, write } from "node:fs";
import { promisify } from "node:util";

const PAGE_BYTES = 4_096;
const STEP_BYTES = 1024 * 1024;
/** For what a commit writes beside its changes. */
const SPARE_PAGES = 64;
const ZEROS = Buffer.alloc(STEP_BYTES);

const writeAt = promisify(write);

/** What a commit brings. */
export interface Load {
  readonly changes: number;
  readonly bytes: number;
}

/**
 * Room for the next commit, taken from the disk before LMDB writes: a write that the disk refuses it in the middle of a
 * commit harms its memory (`mdb_page_flush` of lmdb 3.5 describes the fault in too small a buffer). Blocks that
 * are there already also cost a sync less.
 */
export class Reserve {
  readonly #file: number;
  readonly #used: () => number;

  constructor(path: string, used: () => number) {
    this.#file = openSync(path, "r+");
    this.#used = used;
  }

  /** Rejects if the disk does not give as much as a commit can need. */
  async take({ changes, bytes }: Load): Promise<void> {
    const used = this.#used();
    // Each change copies a page of the tree, of those that there are, and some of those above.
    const copied = Math.min(Math.ceil(changes * 1.25) * PAGE_BYTES, used);
    const wanted =
      used + copied + bytes * 2 + changes * PAGE_BYTES * 0.1 + SPARE_PAGES * PAGE_BYTES;
    let { size } = fstatSync(this.#file);
    while (size < wanted) {
      const { bytesWritten } = await writeAt(this.#file, ZEROS, 0, STEP_BYTES, size);
      size += bytesWritten;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
