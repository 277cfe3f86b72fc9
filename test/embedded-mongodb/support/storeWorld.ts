import { constant, constantFrom, oneof, option, string, tuple, uniqueArray } from "fast-check";
import { expect } from "vitest";
import { Changes } from "../../../server/embedded-mongodb/storage/changes.ts";
import { openForReading } from "../../../server/embedded-mongodb/storage/openForReading.ts";
import type { Snapshot } from "../../../server/embedded-mongodb/storage/tree.ts";
import {
  change,
  contentOf,
  crashImage,
  openStore,
  type Content,
  type OpenStore,
} from "./crashImage.ts";

/** A store, what it must hold, and who looks at which moment of it. */
export class World {
  readonly #folder: string;
  #opened: OpenStore;
  readonly #content = new Map<string, string>();
  #looking: { snapshot: Snapshot; expected: Content }[] = [];

  private constructor(folder: string, opened: OpenStore) {
    this.#folder = folder;
    this.#opened = opened;
  }

  static async open(folder: string): Promise<World> {
    return new World(folder, await openStore(folder));
  }

  async commit(changes: readonly [key: string, value: string | undefined][]): Promise<void> {
    await this.#opened.store.commit(Changes.of(changes.map(([key, value]) => change(key, value))));
    for (const [key, value] of changes) {
      if (value === undefined) {
        this.#content.delete(key);
      } else {
        this.#content.set(key, value);
      }
    }
  }

  async rest(): Promise<void> {
    await this.#opened.store.rest();
  }

  look(): void {
    this.#looking.push({ snapshot: this.#opened.store.snapshot(), expected: this.#expected() });
  }

  leave(): void {
    for (const { snapshot } of this.#looking) {
      snapshot.release();
    }
    this.#looking = [];
  }

  async restart(): Promise<void> {
    await this.end();
    this.#opened = await openStore(this.#folder);
  }

  /** What another would find if the process had ended now. */
  async crash(): Promise<void> {
    const again = await openStore(crashImage(this.#folder));
    expect(contentOf(again.store.latest)).toEqual(this.#expected());
    await again.close();
  }

  async readBeside(): Promise<void> {
    const beside = openForReading(crashImage(this.#folder));
    const snapshot = beside.snapshot();
    expect(contentOf(snapshot)).toEqual(this.#expected());
    snapshot.release();
    await beside.close();
  }

  check(): void {
    const { latest } = this.#opened.store;
    const expected = this.#expected();
    expect(contentOf(latest)).toEqual(expected);
    expect(contentOf(latest, { reverse: true })).toEqual(expected.toReversed());
    for (const [key, value] of expected) {
      expect(latest.get(change(key).key)?.toString()).toBe(value);
    }
    for (const { snapshot, expected: then } of this.#looking) {
      expect(contentOf(snapshot)).toEqual(then);
    }
  }

  async end(): Promise<void> {
    this.leave();
    await this.#opened.close();
  }

  #expected(): Content {
    return [...this.#content].toSorted(([left], [right]) => (left < right ? -1 : 1));
  }
}

interface Step {
  name: string;
  take: (world: World) => Promise<void> | void;
}

const value = option(string({ maxLength: 120 }), { nil: undefined });
const changes = uniqueArray(
  tuple(constantFrom(..."a b c d e f g h i j k l m n o p".split(" ")), value),
  {
    maxLength: 6,
    selector: ([key]) => key,
  },
);

const step = (name: string, take: Step["take"]) => constant<Step>({ name, take });

/** What may happen to a store, as often as it gives most to be found. */
export const steps = oneof(
  {
    weight: 12,
    arbitrary: changes.map((each): Step => ({
      name: `commit ${JSON.stringify(each)}`,
      take: (world) => world.commit(each),
    })),
  },
  {
    weight: 1,
    arbitrary: step("commit much", (world) =>
      world.commit([
        ["much", "x".repeat(600)],
        ["a", undefined],
      ]),
    ),
  },
  { weight: 3, arbitrary: step("look", (world) => world.look()) },
  { weight: 2, arbitrary: step("leave", (world) => world.leave()) },
  { weight: 2, arbitrary: step("rest", (world) => world.rest()) },
  { weight: 2, arbitrary: step("crash", (world) => world.crash()) },
  { weight: 1, arbitrary: step("read beside", (world) => world.readBeside()) },
  { weight: 1, arbitrary: step("restart", (world) => world.restart()) },
);
