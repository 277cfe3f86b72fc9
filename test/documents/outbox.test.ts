import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Outbox, type Sender } from "../../server/documents/outbox.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const SENDING_MS = 7;

/** Writes to a room in which each sending takes a while. */
const crowdedRoom = (sendingMs = SENDING_MS) => {
  const timers = new ManualTimers();
  const outbox = new Outbox({ timers });
  let written: number[] = [];
  let waits: number[][] = [];
  const room: Sender = {
    flush: () => {
      const together = written;
      written = [];
      waits.push(together.map((at) => timers.now() - at));
      timers.freeze(sendingMs);
      return together.length;
    },
    flushPresence: () => undefined,
  };
  return {
    rest: (ms: number) => timers.advance(ms),
    /** One change at each of these times. The milliseconds that each waited, by what was sent together. */
    write: async (times: readonly number[]): Promise<readonly (readonly number[])[]> => {
      waits = [];
      const startedAt = timers.now();
      for (const time of times) {
        await timers.advance(Math.max(startedAt + time - timers.now(), 0));
        written.push(timers.now());
        outbox.want(room);
        await turn();
      }
      await timers.advance(1000);
      return waits;
    },
  };
};

test("changes are sent at once while that is easy, and wait for others while it is not [Y71]", async () => {
  const room = crowdedRoom();
  const pairs = Array.from({ length: 100 }, (_, index) => (index >> 1) * 40 + (index % 2) * 8);
  const crowd = Array.from({ length: 400 }, (_, index) => index * 2.5);
  const atOnce = pairs.map(() => [0]);
  expect(await room.write(pairs)).toEqual(atOnce);

  const crowded = await room.write(crowd);

  expect(crowded.flat()).toHaveLength(crowd.length);
  expect(crowded.length).toBeLessThan(60);
  expect(Math.max(...crowded.flat())).toBeLessThanOrEqual(25);
  await room.rest(2000);
  expect(await room.write(pairs)).toEqual(atOnce);
});

test("what is soon sent waits little, however much is written [Y73]", async () => {
  const room = crowdedRoom(1);

  const waits = await room.write(Array.from({ length: 4000 }, (_, index) => index * 0.25));

  expect(waits.flat()).toHaveLength(4000);
  // As long as five sendings, and one that was under way.
  expect(Math.max(...waits.flat())).toBeLessThanOrEqual(6);
  expect(waits.length).toBeLessThan(600);
});

test("where many write, nothing waits for more than are sent together in any case [Y74]", async () => {
  const room = crowdedRoom(4);

  const waits = await room.write(Array.from({ length: 4000 }, (_, index) => index * 0.25));

  expect(waits.flat()).toHaveLength(4000);
  // 32 come in eight milliseconds; five sendings would be twenty.
  expect(Math.max(...waits.slice(20).flat())).toBeLessThanOrEqual(13);
  expect(waits.length).toBeLessThan(160);
});
