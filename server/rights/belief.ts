/** Reads something by its id. */
export type Read<D> = (id: string) => Promise<D | undefined>;

interface Known<D> {
  readonly value: Promise<D | undefined>;
  readonly readAt: number;
}

/** When something was asked for, among the changes of rights. */
export interface Moment {
  readonly at: number;
  readonly changes: number;
}

/** What came with something else that was read. */
export interface Beside<D> {
  /** As it was read, while that is believed. */
  get(id: string): D | undefined;
  /** It came with what was asked for at that moment. */
  put(id: string, value: D, asked: Moment): void;
}

interface BeliefDeps {
  /** 0 where other processes write to the same database and may not have said so yet: then nothing is believed. */
  readonly ms: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

/**
 * What decides who may what is believed for a moment after it was read. Any change of rights ends that, before
 * whoever made the change is answered: so nobody can have heard of a loss that this does not know of.
 */
export class Belief {
  readonly ms: number;
  readonly #clock: () => number;
  readonly #forgets: (() => void)[] = [];
  #changes = 0;

  constructor({ ms, clock }: BeliefDeps) {
    this.ms = ms;
    this.#clock = clock;
  }

  /** Somebody's rights have changed. */
  forget(): void {
    this.#changes += 1;
    this.#forgets.forEach((forget) => forget());
  }

  /** Now, for what is about to be asked for. */
  get moment(): Moment {
    return { at: this.#clock(), changes: this.#changes };
  }

  /** Keeps what comes with something else, believed as if it had been asked for by itself. */
  beside<D>(): Beside<D> {
    const known = new Map<string, { readonly value: D; readonly readAt: number }>();
    this.#forgets.push(() => known.clear());
    return {
      get: (id) => {
        const found = known.get(id);
        return found && this.#clock() - found.readAt < this.ms ? found.value : undefined;
      },
      put: (id, value, { at, changes }) => {
        if (this.ms > 0 && changes === this.#changes) {
          known.delete(id);
          known.set(id, { value, readAt: at });
          this.#dropOld(known);
        }
      },
    };
  }

  /**
   * The same reads, each believed for a while, from when it is asked for. Only of what changes with a change of rights
   * alone, or not at all.
   */
  of<D>(read: Read<D>): Read<D> {
    if (this.ms === 0) {
      return read;
    }
    const known = new Map<string, Known<D>>();
    // With those that are under way: what was asked before a change and is answered after it may be either.
    this.#forgets.push(() => known.clear());
    return async (id) => {
      const now = this.#clock();
      const found = known.get(id);
      if (found && now - found.readAt < this.ms) {
        return found.value;
      }
      const asked = { value: read(id), readAt: now };
      known.delete(id);
      known.set(id, asked);
      this.#dropOld(known);
      try {
        return await asked.value;
      } catch (reason) {
        if (known.get(id) === asked) {
          known.delete(id);
        }
        throw reason;
      }
    };
  }

  #dropOld(known: Map<string, { readonly readAt: number }>): void {
    const since = this.#clock() - this.ms;
    for (const [id, { readAt }] of known) {
      if (readAt > since) {
        return;
      }
      known.delete(id);
    }
  }
}
