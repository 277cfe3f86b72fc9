/** Reads something by its id. */
export type Read<D> = (id: string) => Promise<D | undefined>;

interface Known<D> {
  readonly value: Promise<D | undefined>;
  readonly readAt: number;
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

  constructor({ ms, clock }: BeliefDeps) {
    this.ms = ms;
    this.#clock = clock;
  }

  /** Somebody's rights have changed. */
  forget(): void {
    this.#forgets.forEach((forget) => forget());
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

  #dropOld(known: Map<string, Known<unknown>>): void {
    const since = this.#clock() - this.ms;
    for (const [id, { readAt }] of known) {
      if (readAt > since) {
        return;
      }
      known.delete(id);
    }
  }
}
