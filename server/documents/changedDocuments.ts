import type { DocumentName } from "../../shared/documents/documentName.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Timers } from "../database/timers.ts";
import type { StoredUpdate } from "./documentEntryModel.ts";
import type { DocumentChanged, DocumentContribution } from "./documents.ts";

const TELL_MS = 1000;
const LONGEST_MS = 60_000;

interface ChangedDeps {
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** Whose updates these are: the last of each person, in their order. Thousands are of a few people. */
export const contributionsOf = (updates: readonly StoredUpdate[]): DocumentContribution[] => {
  const last = new Map<string, DocumentContribution>();
  for (const { by, at } of updates.toReversed()) {
    if (!by || last.has(by.id)) {
      continue;
    }
    const id = UserId.safeParse(by.id).data;
    if (id) {
      last.set(id, { by: { id, name: by.name }, at });
    }
  }
  return [...last.values()].toReversed();
};

type Listener = (changed: DocumentChanged) => Promise<void>;

/** Tells one listener of each document once in a while, and again until it has heard. */
class Telling {
  readonly #listener: Listener;
  readonly #deps: ChangedDeps;
  readonly #noted = new Map<DocumentName, Map<string, DocumentContribution>>();
  readonly #planned = new Set<() => void>();
  readonly #running = new Set<Promise<void>>();

  constructor(listener: Listener, deps: ChangedDeps) {
    this.#listener = listener;
    this.#deps = deps;
  }

  note(name: DocumentName, contributions: readonly DocumentContribution[], waitMs = TELL_MS): void {
    const known = this.#noted.get(name);
    const noted = known ?? new Map<string, DocumentContribution>();
    for (const one of contributions) {
      const last = noted.get(one.by.id);
      noted.set(one.by.id, last && last.at > one.at ? last : one);
    }
    if (!known) {
      this.#noted.set(name, noted);
      const callOff = this.#deps.timers.after(waitMs, () => {
        this.#planned.delete(callOff);
        this.#begin(name, waitMs);
      });
      this.#planned.add(callOff);
    }
  }

  async settle(): Promise<void> {
    this.close();
    this.#planned.clear();
    for (const name of this.#noted.keys()) {
      this.#begin(name, LONGEST_MS);
    }
    await Promise.all(this.#running);
  }

  close(): void {
    this.#planned.forEach((callOff) => callOff());
  }

  #begin(name: DocumentName, waitMs: number): void {
    const running = this.#tell(name, waitMs).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #tell(name: DocumentName, waitMs: number): Promise<void> {
    const noted = [...(this.#noted.get(name)?.values() ?? [])];
    const contributions = noted.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    this.#noted.delete(name);
    try {
      await this.#listener({ name, contributions });
    } catch (fault) {
      if (!isDatabaseAway(fault)) {
        this.#deps.logFault(fault);
      }
      this.note(name, contributions, Math.min(waitMs * 2, LONGEST_MS));
    }
  }
}

/** Gathers what was stored, and tells of it those who follow documents. */
export class ChangedDocuments {
  readonly #deps: ChangedDeps;
  readonly #tellings = new Set<Telling>();

  constructor(deps: ChangedDeps) {
    this.#deps = deps;
  }

  /** A listener that rejects is told again, later and later, with what has come meanwhile. */
  listen(listener: Listener): () => void {
    const telling = new Telling(listener, this.#deps);
    this.#tellings.add(telling);
    return () => {
      this.#tellings.delete(telling);
      telling.close();
    };
  }

  note(name: DocumentName, updates: readonly StoredUpdate[]): void {
    const contributions = contributionsOf(updates);
    this.#tellings.forEach((telling) => telling.note(name, contributions));
  }

  /** Tells now what it would have told in a while; resolves when all have followed, or could not. */
  async settle(): Promise<void> {
    await Promise.all(Array.from(this.#tellings, (telling) => telling.settle()));
  }

  close(): void {
    this.#tellings.forEach((telling) => telling.close());
  }
}
