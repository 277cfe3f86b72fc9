import { setImmediate as nextTurn } from "node:timers/promises";
import type { Documents } from "./kind.ts";
import type { Stored } from "./writes.ts";

/**
 * Reads documents by id for a crowd: all that is asked for in one turn of the event loop is one query. Nothing
 * is kept: every answer was read after it was asked for.
 */
export class GroupReads<D extends Stored> {
  readonly #documents: Pick<Documents<D>, "findMany">;
  /** What the next query asks for, and its answer once it has been sent. */
  #next: { readonly ids: Set<string>; readonly docs: Promise<ReadonlyMap<string, D>> } | undefined;

  constructor(documents: Pick<Documents<D>, "findMany">) {
    this.#documents = documents;
  }

  async find(id: string): Promise<D | undefined> {
    this.#next ??= this.#gather();
    this.#next.ids.add(id);
    return (await this.#next.docs).get(id);
  }

  #gather() {
    const ids = new Set<string>();
    const read = async (): Promise<ReadonlyMap<string, D>> => {
      await nextTurn();
      this.#next = undefined;
      return new Map((await this.#documents.findMany([...ids])).map((doc) => [doc._id, doc]));
    };
    return { ids, docs: read() };
  }
}
