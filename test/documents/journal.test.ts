import { expect, test, vi } from "vitest";
import { Journal, type JournalWriter } from "../../server/documents/journal.ts";
import type { StoredEntry, StoredUpdate } from "../../server/documents/documentEntryModel.ts";
import type { JournalRepo } from "../../server/documents/journalRepo.ts";
import { newName } from "../support/documentDoor.ts";
import { ManualTimers } from "../support/manualTimers.ts";

/** Of a document whose changes wait to be stored, and what adds one to them. */
const aWriter = () => {
  const waiting: StoredUpdate[] = [];
  const writer: JournalWriter = {
    name: newName(),
    seq: 0,
    waiting: () => [...waiting],
    appended: ({ updates }) => void waiting.splice(0, updates.length),
    overtaken: async () => undefined,
  };
  const add = () => waiting.push({ at: new Date(0), update: Uint8Array.of(0, 0), clients: [] });
  return { writer, add };
};

test("what can't be sent yet waits to be stored together with what comes until then [Y70]", async () => {
  const timers = new ManualTimers();
  const appended: StoredEntry[] = [];
  const nothing = () => undefined;
  let duringWrite: () => void = nothing;
  const repo = {
    append: async (entries: readonly StoredEntry[]) => {
      appended.push(...entries);
      // So long does a write take.
      timers.freeze(8);
      duringWrite();
      duringWrite = nothing;
      return [];
    },
  } as unknown as JournalRepo;
  let sentAt = 0;
  const journal = new Journal({
    repo,
    timers,
    windowMs: 0,
    untilSent: () => Math.max(sentAt - timers.now(), 0),
    logFault: (fault) => expect(fault).toBeUndefined(),
  });
  const { writer, add } = aWriter();
  const write = () => {
    add();
    journal.want(writer);
  };
  const sizes = () => appended.map(({ updates }) => updates.length);
  write();
  await vi.waitFor(() => expect(sizes()).toEqual([1]));

  sentAt = timers.now() + 20;
  write();
  await timers.advance(11);
  write();
  expect(sizes()).toEqual([1]);
  duringWrite = write;
  await timers.advance(1);

  // Stored just when it can be sent.
  await vi.waitFor(() => expect(sizes()).toEqual([1, 2]));

  // What came during that write rests first; meanwhile something is sent, and nothing more can be for a while.
  await timers.advance(1);
  sentAt = timers.now() + 40;
  await timers.advance(15);
  write();
  expect(sizes()).toEqual([1, 2]);
  await timers.advance(17);
  await vi.waitFor(() => expect(sizes()).toEqual([1, 2, 2]));
  await journal.close();
});

test("a change is stored at once, also right after one that took long [Y71]", async () => {
  const timers = new ManualTimers();
  const sizes: number[] = [];
  const { writer, add } = aWriter();
  let writeAgain: () => void = () => undefined;
  const repo = {
    append: async (entries: readonly StoredEntry[]) => {
      sizes.push(...entries.map(({ updates }) => updates.length));
      timers.freeze(30);
      writeAgain();
      return [];
    },
  } as unknown as JournalRepo;
  const logFault = (fault: unknown) => expect(fault).toBeUndefined();
  const journal = new Journal({ repo, timers, windowMs: 0, untilSent: () => 0, logFault });
  const write = () => {
    add();
    journal.want(writer);
  };
  writeAgain = () => {
    writeAgain = () => undefined;
    write();
  };

  write();

  await vi.waitFor(() => expect(sizes).toEqual([1, 1]));
  await journal.close();
});
