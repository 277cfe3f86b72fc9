import { expect, test } from "vitest";
import { ChangedDocuments } from "../../server/documents/changedDocuments.ts";
import type { DocumentChanged } from "../../server/documents/documents.ts";
import { newName } from "../support/documentDoor.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const update = (letter: string, ms: number) => ({
  update: Uint8Array.of(0, 0),
  clients: [],
  at: new Date(ms),
  by: { id: `0${letter.repeat(25)}`, name: letter },
});

test("who could not follow a change is told again, later and later, with what came since [Y9]", async () => {
  const timers = new ManualTimers();
  const faults: unknown[] = [];
  const changed = new ChangedDocuments({ timers, logFault: (fault) => faults.push(fault) });
  const [told, heard]: [DocumentChanged[], DocumentChanged[]] = [[], []];
  let isAway = true;
  changed.listen(async (one) => {
    told.push(one);
    if (isAway) {
      throw new Error("not now");
    }
  });
  changed.listen(async (one) => {
    heard.push(one);
  });
  const name = newName();

  changed.note(name, [update("a", 1)]);
  await timers.advance(1000);
  changed.note(name, [update("b", 2)]);
  await timers.advance(1999);
  expect(told).toHaveLength(1);
  isAway = false;
  await timers.advance(1);

  const names = (all: readonly DocumentChanged[]) =>
    all.map(({ contributions }) => contributions.map(({ by }) => by.name));
  expect(names(told)).toEqual([["a"], ["a", "b"]]);
  // Nobody else hears of it twice.
  expect(names(heard)).toEqual([["a"], ["b"]]);
  expect(faults).toHaveLength(1);
  expect(timers.waiting).toBe(0);
});

test("whoever follows can be told at once, before a server leaves [Y9]", async () => {
  const timers = new ManualTimers();
  const changed = new ChangedDocuments({ timers, logFault: (fault) => expect(fault).toBe("none") });
  const heard: DocumentChanged[] = [];
  changed.listen(async (one) => {
    heard.push(one);
  });
  const name = newName();
  changed.note(name, [update("a", 1)]);
  await changed.settle();
  expect(heard.map((one) => one.name)).toEqual([name]);
  expect(timers.waiting).toBe(0);
});
