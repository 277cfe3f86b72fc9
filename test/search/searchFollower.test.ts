import { describe, expect, test } from "vitest";
import { SearchFollower } from "../../server/search/searchFollower.ts";
import type { Part } from "../../server/search/searchIndex.ts";
import type { Section, SearchSource } from "../../server/search/searchSource.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const section = (id: string, rev: number): Section => ({ id, rev, shelves: [id], open: [id] });

const part = (id: string): Part => ({
  shelf: id,
  subject: `idea:${id}`,
  name: "head",
  texts: { title: id },
});

/** A thread and a source that note what they are asked. */
const scene = ({ mostPlaces = 100, sizes = [] as number[] } = {}) => {
  const timers = new ManualTimers();
  const asked: string[] = [];
  const faults: unknown[] = [];
  const thread = {
    generation: 1,
    put: async (parts: readonly Part[]) => {
      asked.push(`put ${parts.map(({ subject }) => subject).join(" ")}`);
      return sizes.shift() ?? 0;
    },
    drop: async (shelves: readonly string[]) => {
      asked.push(`drop ${shelves.join(" ")}`);
      return 0;
    },
  };
  let held = Promise.resolve();
  const source: SearchSource = {
    types: ["idea"],
    sections: async () => [],
    async *read(sectionId, since) {
      await held;
      asked.push(`read ${sectionId} since ${since}`);
      yield part(sectionId);
    },
    show: async () => new Map(),
  };
  const logFault = (fault: unknown): void => void faults.push(fault);
  const follower = new SearchFollower({ thread, timers, logFault, mostPlaces });
  return {
    thread,
    timers,
    asked,
    faults,
    reach: (...sections: Section[]) => follower.reach(source, sections, timers.now()),
    hold: () => {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
};

describe("the index", () => {
  test("says that it is partial while it is being built, and when it is whole [Q9]", async () => {
    const { reach, hold, timers, asked } = scene();
    const release = hold();

    const early = reach(section("a", 3));
    await timers.advance(1000);
    expect(await early).toBe(false);
    const late = reach(section("a", 3));
    release();
    expect(await late).toBe(true);
    expect(asked).toEqual(["read a since -1", "put idea:a"]);
  });

  test("reads only what has changed [Q5]", async () => {
    const { reach, asked } = scene();
    await reach(section("a", 3));
    await reach(section("a", 3));
    await reach(section("a", 7));

    expect(asked.filter((each) => each.startsWith("read"))).toEqual([
      "read a since -1",
      "read a since 3",
    ]);
  });

  test("is built again when it is lost [Q9]", async () => {
    const { reach, thread, asked } = scene();
    await reach(section("a", 3));
    thread.generation = 2;
    expect(await reach(section("a", 3))).toBe(true);

    expect(asked.filter((each) => each === "read a since -1")).toHaveLength(2);
  });

  test("is built again where the database has gone back [Q9]", async () => {
    const { reach, asked, timers } = scene();
    await reach(section("a", 3));
    await timers.advance(1);
    expect(await reach(section("a", 2))).toBe(true);

    expect(asked.slice(2)).toEqual(["drop a", "read a since -1", "put idea:a"]);
  });

  test("forgets what was not searched for longest when it grows too large [Q15]", async () => {
    const { reach, asked } = scene({ sizes: [50, 90, 120] });
    await reach(section("a", 1));
    await reach(section("b", 1));
    await reach(section("a", 1));
    expect(await reach(section("c", 1))).toBe(true);

    expect(asked.at(-1)).toBe("drop b");
  });

  test("stays partial where what is searched is too large by itself [Q15]", async () => {
    const { reach, faults } = scene({ sizes: [120] });

    expect(await reach(section("a", 1))).toBe(false);
    expect(faults).toHaveLength(1);
  });
});
