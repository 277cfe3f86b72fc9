import type { DocumentName } from "../../shared/documents/documentName.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import type { Timers } from "../database/timers.ts";
import type { StoredUpdate } from "./documentEntryModel.ts";
import type { DocumentChanged, DocumentContribution } from "./documents.ts";

const TELL_MS = 1000;

interface ChangedDeps {
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

type Listener = (changed: DocumentChanged) => Promise<void>;

/** Gathers what was stored, and tells of each document once in a while. */
export class ChangedDocuments {
  readonly #deps: ChangedDeps;
  readonly #listeners = new Set<Listener>();
  readonly #noted = new Map<DocumentName, Map<string, DocumentContribution>>();
  readonly #planned = new Set<() => void>();

  constructor(deps: ChangedDeps) {
    this.#deps = deps;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  note(name: DocumentName, updates: readonly StoredUpdate[]): void {
    const noted = this.#noted.get(name) ?? new Map<string, DocumentContribution>();
    for (const { by, at } of updates) {
      const id = UserId.safeParse(by?.id).data;
      if (by && id) {
        noted.set(id, { by: { id, name: by.name }, at });
      }
    }
    if (!this.#noted.has(name)) {
      this.#noted.set(name, noted);
      const callOff = this.#deps.timers.after(TELL_MS, () => {
        this.#planned.delete(callOff);
        void this.#tell(name);
      });
      this.#planned.add(callOff);
    }
  }

  close(): void {
    this.#planned.forEach((callOff) => callOff());
  }

  async #tell(name: DocumentName): Promise<void> {
    const contributions = [...(this.#noted.get(name)?.values() ?? [])];
    this.#noted.delete(name);
    for (const listener of this.#listeners) {
      await listener({ name, contributions }).catch(this.#deps.logFault);
    }
  }
}
