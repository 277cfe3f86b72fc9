/** `cut`: a part was lost. `left out`: the whole was. `changed`: nothing was, but it is not what it was. */
export type Loss = "cut" | "left out" | "changed";

export interface Remark {
  readonly loss: Loss;
  readonly what: string;
  readonly count: number;
  /** Where it happened. */
  readonly at: readonly string[];
}

/** Everything that an import does not carry over as it was, by reason, so that nothing goes silently. */
export class Remarks {
  readonly #found = new Map<string, { loss: Loss; what: string; count: number; at: string[] }>();

  add(loss: Loss, what: string, at: string, count = 1): void {
    if (count === 0) {
      return;
    }
    const key = `${loss}:${what}`;
    const remark = this.#found.get(key) ?? { loss, what, count: 0, at: [] };
    remark.count += count;
    remark.at.push(at);
    this.#found.set(key, remark);
  }

  get all(): readonly Remark[] {
    return [...this.#found.values()].toSorted((a, b) =>
      a.loss === b.loss ? b.count - a.count : a.loss < b.loss ? -1 : 1,
    );
  }
}
