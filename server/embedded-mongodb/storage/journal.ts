import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { readRecords, type JournalRecord } from "./record.ts";

/** How much one segment takes on before the tree must have it too. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
const STEP_BYTES = 512 * 1024;
const ZEROS = Buffer.alloc(STEP_BYTES);
/** While the tree takes what one holds, the other is written to. */
const SEGMENTS = ["journal.0", "journal.1"] as const;

const syncInThread = promisify(fdatasync);
/** A sync that takes longer keeps readers waiting. */
const QUICK_MS = 2;
/** After so many slow ones in a row the next are done in a thread; a single one can have had another cause. */
const SLOW_ONES = 3;
/** How many, before it is tried in place again. */
const PATIENCE = 100;

/** What is committed, one record behind the other: a commit costs one sync, whatever it changes. */
export class Journal {
  readonly segmentBytes: number;
  readonly #folder: string;
  readonly #files: readonly number[];
  #turn = 0;
  #position = 0;
  #size: number;
  #slowOnes = 0;
  #inThread = 0;

  constructor(folder: string, { segmentBytes = SEGMENT_BYTES }: { segmentBytes?: number } = {}) {
    this.segmentBytes = segmentBytes;
    this.#folder = folder;
    const flags = constants.O_RDWR | constants.O_CREAT;
    this.#files = SEGMENTS.map((name) => openSync(join(folder, name), flags, 0o600));
    this.#size = fstatSync(this.#file).size;
    syncFolder(folder);
  }

  get #file(): number {
    return this.#files[this.#turn] ?? -1;
  }

  get isEmpty(): boolean {
    return this.#position === 0;
  }

  /** What it holds from before. */
  records(): JournalRecord[] {
    return readJournal(this.#folder);
  }

  hasRoom(bytes: number): boolean {
    return this.#position + bytes <= this.segmentBytes;
  }

  /** Takes room from the disk: blocks that are there already cost a sync less, and a full disk harms no record. */
  reserve(bytes: number): void {
    while (this.#size < this.#position + bytes) {
      this.#size += writeSync(this.#file, ZEROS, 0, STEP_BYTES, this.#size);
    }
  }

  /** Resolves once the record is on disk. Where it rejects, that is unknown, and nothing may follow in this segment. */
  async append(record: Buffer): Promise<void> {
    for (let at = 0; at < record.length;) {
      at += writeSync(this.#file, record, at, record.length - at, this.#position + at);
    }
    await this.#sync();
    this.#position += record.length;
  }

  /** In place where the disk is quick: handing it to a thread and back takes longer, most of all on a busy machine. */
  async #sync(): Promise<void> {
    if (this.#inThread > 0) {
      this.#inThread -= 1;
      await syncInThread(this.#file);
      return;
    }
    const started = performance.now();
    fdatasyncSync(this.#file);
    this.#slowOnes = performance.now() - started > QUICK_MS ? this.#slowOnes + 1 : 0;
    if (this.#slowOnes >= SLOW_ONES) {
      this.#inThread = PATIENCE;
    }
  }

  /** Goes on in the other segment, over what it held. */
  turn(): void {
    this.#turn = 1 - this.#turn;
    this.#position = 0;
    this.#size = fstatSync(this.#file).size;
  }

  close(): void {
    for (const file of this.#files) {
      closeSync(file);
    }
  }
}

/** Files that were made lately outlast a power cut only with the folder that names them. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What was committed, in order; what is being written over meanwhile may be missing. */
export function readJournal(folder: string): JournalRecord[] {
  return SEGMENTS.map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => [...readRecords(readFileSync(path))])
    .toSorted((left, right) => left.commit - right.commit);
}

/** Those that come right after a commit, without a gap. */
export function following(records: readonly JournalRecord[], commit: number): JournalRecord[] {
  const found: JournalRecord[] = [];
  for (const record of records) {
    if (record.commit === commit + found.length + 1) {
      found.push(record);
    }
  }
  return found;
}
