type Counts = Readonly<Record<string, number>>;

/** How many are on each board of other nodes, as far as they have said. */
export class Elsewhere {
  readonly #byNode = new Map<string, Map<string, number>>();

  count(boardId: string): number {
    return [...this.#byNode.values()].reduce((sum, counts) => sum + (counts.get(boardId) ?? 0), 0);
  }

  hear(nodeId: string, told: Counts): void {
    const counts = this.#byNode.get(nodeId) ?? new Map<string, number>();
    this.#byNode.set(nodeId, counts);
    for (const [boardId, count] of Object.entries(told)) {
      if (count === 0) {
        counts.delete(boardId);
      } else {
        counts.set(boardId, count);
      }
    }
  }

  /** Returns the boards that the node had somebody on. */
  forget(nodeId: string): readonly string[] {
    const counts = this.#byNode.get(nodeId);
    this.#byNode.delete(nodeId);
    return [...(counts?.keys() ?? [])];
  }
}
