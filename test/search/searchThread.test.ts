import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
let thread: SearchThread;
beforeEach(() => {
  thread = new SearchThread({ timers, logFault: (fault) => faults.push(fault) });
});
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

  test("answers searches while it saves the index, and changes it when that is done [Q20]", async () => {
    const shelves = Array.from({ length: 300 }, (_, at) => `shelf ${at}`);
    await thread.put(shelves.map((shelf, at) => ({ ...part, shelf, subject: `idea:${at}` })));
    const folder = await mkdtemp(join(tmpdir(), "test-search-"));
    const section = { rev: 1, shelves, memory: new Map(), savedAt: 0 };
    const done: string[] = [];
    const note = (what: string) => (): void => void done.push(what);

    await Promise.all([
      thread.save({ path: join(folder, "one.index"), section }).then(note("saved")),
      thread.put([{ ...part, subject: "idea:last" }]).then(note("changed")),
      thread.find(ask).then(note("found")),
    ]);
    expect(done).toEqual(["found", "saved", "changed"]);
    await rm(folder, { recursive: true });
  });
});
