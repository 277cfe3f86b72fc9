import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { GroupReads } from "../../server/database/groupReads.ts";

interface Doc {
  readonly _id: string;
  readonly text: string;
}

/** Queries that are answered by hand, each with what is stored when it was sent. */
const readsOf = (stored: Map<string, string>) => {
  const queries: { readonly ids: readonly string[]; readonly answer: () => void }[] = [];
  const reads = new GroupReads<Doc>({
    findMany: (ids) =>
      new Promise((resolve) => {
        const docs = ids.flatMap((_id) => {
          const text = stored.get(_id);
          return text === undefined ? [] : [{ _id, text }];
        });
        queries.push({ ids, answer: () => resolve(docs) });
      }),
  });
  return { reads, queries };
};

describe("documents that a crowd asks for", () => {
  test("in one turn are one query, each once [L9]", async () => {
    const { reads, queries } = readsOf(new Map([["a", "A"]]));

    const found = Promise.all(["a", "b", "a"].map((id) => reads.find(id)));
    await nextTurn();
    await nextTurn();
    queries.forEach(({ answer }) => answer());

    expect(await found).toEqual([{ _id: "a", text: "A" }, undefined, { _id: "a", text: "A" }]);
    expect(queries.map(({ ids }) => ids)).toEqual([["a", "b"]]);
  });

  test("are never answered with what was read before they were asked for [L9]", async () => {
    const stored = new Map([["a", "old"]]);
    const { reads, queries } = readsOf(stored);

    const before = reads.find("a");
    await nextTurn();
    await nextTurn();
    stored.set("a", "new");
    const after = reads.find("a");
    await nextTurn();
    await nextTurn();
    queries.forEach(({ answer }) => answer());

    expect(await before).toEqual({ _id: "a", text: "old" });
    expect(await after).toEqual({ _id: "a", text: "new" });
  });

  test("are asked for again after a query that failed [L9]", async () => {
    let isAway = true;
    const reads = new GroupReads<Doc>({
      findMany: () =>
        isAway ? Promise.reject(new Error("away")) : Promise.resolve([{ _id: "a", text: "A" }]),
    });

    await expect(Promise.all([reads.find("a"), reads.find("b")])).rejects.toThrow("away");
    isAway = false;

    expect(await reads.find("a")).toEqual({ _id: "a", text: "A" });
  });
});
