import type { DocumentName } from "../../shared/documents/documentName.ts";

/** Gathers what one turn of the event loop has stored, and says it once. */
export class Hints {
  readonly #tell: (names: readonly DocumentName[]) => void;
  #names = new Set<DocumentName>();

  constructor(tell: (names: readonly DocumentName[]) => void) {
    this.#tell = tell;
  }

  add(name: DocumentName): void {
    if (this.#names.size === 0) {
      setImmediate(() => {
        const names = [...this.#names];
        this.#names = new Set();
        this.#tell(names);
      });
    }
    this.#names.add(name);
  }
}
