import { afterEach, describe, expect, test } from "vitest";
import { SearchThread, SearchThreadEnded } from "../../server/search/searchThread.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const ask = {
  shelves: ["a"],
  text: "bell",
  fields: ["title"],
  filters: {},
  limit: 10,
} as const;
const part = {
  shelf: "a",
  subject: "idea:1",
  name: "head",
  texts: { title: "A bell" },
  facts: { type: "idea", createdAt: 0 },
} as const;

const timers = new ManualTimers();
const faults: unknown[] = [];
const thread = new SearchThread({ timers, logFault: (fault) => faults.push(fault) });
afterEach(() => thread.close());

describe("the search's thread", () => {
  test("is ended when it hangs, and begins anew [Q16]", async () => {
    const first = thread.generation;
    const ended = expect(thread.find(ask)).rejects.toThrow(SearchThreadEnded);
    await timers.advance(20_000);

    await ended;
    expect(faults).toHaveLength(1);
    expect(thread.generation).not.toBe(first);
    await thread.put([part]);
    expect((await thread.find(ask)).ranked.map(({ key }) => key)).toEqual(["idea:1"]);
  });
});
