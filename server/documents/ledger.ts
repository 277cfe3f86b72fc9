import type { Id } from "./readUpdate.ts";
import { Spans } from "./spans.ts";

/** What structs stand in: the root, an element, or a stretch of text in an element. */
export interface Holder {
  readonly kind: "root" | "element" | "text";
  /** Of an element; of a stretch of text that of the element that it is in. */
  readonly name: string | undefined;
  /** How many elements it is within, itself included. */
  readonly depth: number;
}

/** Structs of one client, one after the other, that stand at the same place. */
export interface Run {
  readonly clock: number;
  length: number;
  /** `undefined` where what they stood in is gone, and its place forgotten. */
  readonly place: Holder | undefined;
  /** The name of the attribute that they are values of. */
  readonly key: string | undefined;
  /** What this struct is to those that stand in it. */
  readonly holder: Holder | undefined;
  readonly isGone: boolean;
}

export const ROOT: Holder = { kind: "root", name: undefined, depth: 0 };

const isMore = (last: Run | undefined, run: Run): last is Run =>
  last !== undefined &&
  last.holder === undefined &&
  run.holder === undefined &&
  last.place === run.place &&
  last.key === run.key &&
  last.isGone === run.isGone;

/** The runs of one client, from a clock on. */
export class ClientRuns {
  readonly #runs: Run[] = [];
  next: number;

  constructor(next: number) {
    this.next = next;
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  add(run: Run): void {
    const last = this.#runs.at(-1);
    if (isMore(last, run)) {
      last.length += run.length;
    } else {
      this.#runs.push({ ...run });
    }
    this.next = run.clock + run.length;
  }

  find(clock: number): Run | undefined {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.clock ?? 0) <= clock) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.#runs[low];
  }
}

/**
 * What is known of a document without its content: which structs there are, what they stand in, and which
 * are deleted. It takes no Y.Doc to say whether an update fits.
 */
export class Ledger {
  readonly #clients = new Map<number, ClientRuns>();
  readonly #deleted = new Map<number, Spans>();
  structs = 0;

  next(client: number): number {
    return this.#clients.get(client)?.next ?? 0;
  }

  find({ client, clock }: Id): Run | undefined {
    return this.#clients.get(client)?.find(clock);
  }

  isDeleted({ client, clock }: Id, length: number): boolean {
    return this.#deleted.get(client)?.has(clock, clock + length) ?? false;
  }

  addRuns(client: number, runs: readonly Run[]): void {
    const own = this.#clients.get(client) ?? new ClientRuns(0);
    this.#clients.set(client, own);
    runs.forEach((run) => own.add(run));
  }

  addDeleted({ client, clock }: Id, length: number): void {
    const spans = this.#deleted.get(client) ?? new Spans();
    this.#deleted.set(client, spans);
    spans.add(clock, clock + length);
  }

  /** The next clock of every client. */
  get vector(): ReadonlyMap<number, number> {
    return new Map([...this.#clients].map(([client, { next }]) => [client, next]));
  }
}
