import { EventEmitter } from "node:events";
import type { Connection } from "mongoose";
import { beforeEach, describe, expect, test } from "vitest";
import { Breaker, type Patience } from "../../server/database/breaker.ts";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import { watchDatabase } from "../../server/database/watchDatabase.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const never = () => new Promise<never>(() => undefined);

let timers: ManualTimers;
let breaker: Breaker;
let ping: () => Promise<unknown>;
let pings: number;
let changes: boolean[];
beforeEach(() => {
  timers = new ManualTimers();
  ping = () => Promise.resolve();
  pings = 0;
  changes = [];
  breaker = new Breaker({
    timers,
    ping: () => {
      pings += 1;
      return ping();
    },
    changed: (isOpen) => changes.push(isOpen),
  });
});

/** What became of a caller, and when. */
const follow = (promise: Promise<unknown>) => {
  const seen: { what: unknown; at: number } = { what: "waiting", at: 0 };
  const note = (what: unknown) => Object.assign(seen, { what, at: timers.now() });
  promise.then(note, note);
  return seen;
};

const opened = async () => {
  ping = never;
  follow(breaker.run(never));
  await timers.advance(1000);
  expect(breaker.isOpen).toBe(true);
};

describe("the breaker", () => {
  test("lets everything through and asks nothing while answers come", async () => {
    const seen = follow(breaker.run(() => Promise.resolve("done")));
    await timers.advance(5000);
    expect([seen.what, pings, timers.waiting]).toEqual(["done", 0, 0]);
  });

  test("passes faults on as they are", async () => {
    const fault = new Error("a bug");
    await expect(breaker.run(() => Promise.reject(fault))).rejects.toBe(fault);
    await timers.advance(5000);
    expect(changes).toEqual([]);
  });

  test("answers who waits within a second of silence, and who comes at once [F1]", async () => {
    ping = never;
    const first = follow(breaker.run(never));
    await timers.advance(300);
    const second = follow(breaker.run(never));
    await timers.advance(700);
    expect(first.what).toBeInstanceOf(DatabaseAway);
    expect(first.at).toBeLessThanOrEqual(900);
    expect(second.what).toBeInstanceOf(DatabaseAway);
    let hasRun = false;
    const third = follow(
      breaker.run(async () => {
        hasRun = true;
      }),
    );
    await timers.advance(0);
    expect([third.what, third.at, hasRun]).toEqual([expect.any(DatabaseAway), timers.now(), false]);
    expect(changes).toEqual([true]);
  });

  test("opens when its questions are refused as well as when they are swallowed [F1]", async () => {
    ping = () => Promise.reject(new Error("refused"));
    const seen = follow(breaker.run(never));
    await timers.advance(1000);
    expect([seen.what, breaker.isOpen]).toEqual([expect.any(DatabaseAway), true]);
  });

  test("stays closed over work that takes long while the database answers", async () => {
    const seen = follow(breaker.run(never));
    await timers.advance(9000);
    expect([seen.what, breaker.isOpen]).toEqual(["waiting", false]);
    expect(pings).toBeGreaterThan(0);
  });

  test("stays closed while others get answers and its own question queues", async () => {
    ping = never;
    const seen = follow(breaker.run(never));
    for (let tenth = 0; tenth < 30; tenth += 1) {
      await timers.advance(100);
      breaker.sign();
    }
    expect([seen.what, breaker.isOpen]).toEqual(["waiting", false]);
  });

  test("does not take its own process's stall for the database's silence", async () => {
    let answer: (value: unknown) => void = () => undefined;
    ping = () => new Promise((resolve) => (answer = resolve));
    follow(breaker.run(never));
    await timers.advance(200);
    timers.freeze(5000);
    await timers.advance(100);
    expect(breaker.isOpen).toBe(false);
    ping = () => Promise.resolve();
    answer(undefined);
    await timers.advance(700);
    expect(breaker.isOpen).toBe(false);
  });

  test("leaves only its own stall out of the silence, so that callers hear within a second [F1]", async () => {
    ping = never;
    const seen = follow(breaker.run(never));
    await timers.advance(600);
    timers.freeze(190);
    await timers.advance(210);
    expect([seen.what, breaker.isOpen]).toEqual([expect.any(DatabaseAway), true]);
  });

  test("takes connections that come back for signs of life, but not broken ones [F1]", async () => {
    const client = new EventEmitter();
    const connection = { getClient: () => client, db: { command: never } };
    const watching = watchDatabase(connection as unknown as Connection, { timers });
    const seen = follow(watching.run(never));
    const halfSeconds = async (count: number, comesBack: () => void): Promise<void> => {
      for (let half = 0; half < count; half += 1) {
        await timers.advance(500);
        comesBack();
      }
    };
    await halfSeconds(6, () => client.emit("connectionCheckedIn", { connectionId: 1 }));
    expect(seen.what).toBe("waiting");
    await halfSeconds(2, () => {
      client.emit("connectionCheckedIn", { connectionId: 1 });
      client.emit("connectionClosed", { connectionId: 1 });
    });
    expect(seen.what).toBeInstanceOf(DatabaseAway);
    watching.stop();
  });

  test("gives every operation a deadline, however well the database is [F2]", async () => {
    const seen = follow(breaker.run(never));
    await timers.advance(10_100);
    expect(seen.what).toBeInstanceOf(DatabaseAway);
    expect(breaker.isOpen).toBe(false);
  });

  test("says whether what it gave up on had begun, and lets nothing begin after [F3]", async () => {
    ping = never;
    const patiences: Patience[] = [];
    const hold = (patience: Patience) => {
      patiences.push(patience);
      return never();
    };
    const begun = follow(
      breaker.run((patience) => {
        patience.begin();
        return hold(patience);
      }),
    );
    const queued = follow(breaker.run(hold));
    await timers.advance(1000);
    expect([begun.what, queued.what]).toMatchObject([{ hasBegun: true }, { hasBegun: false }]);
    expect(patiences.map(({ isOver }) => isOver)).toEqual([true, true]);
    expect(() => patiences[1]?.begin()).toThrow(DatabaseAway);
  });

  test("asks by itself until the database is back, then lets through at once [F4]", async () => {
    await opened();
    const before = pings;
    await timers.advance(60_000);
    // Swallowed questions don't pile up, and don't end the asking.
    expect(pings - before).toBeGreaterThan(60);
    expect(pings - before).toBeLessThan(90);

    ping = () => Promise.resolve();
    const refusing = new Breaker({
      timers,
      ping: () => (timers.now() > 70_000 ? Promise.resolve() : Promise.reject(new Error("no"))),
      changed: (isOpen) => changes.push(isOpen),
    });
    follow(refusing.run(never));
    await timers.advance(1000);
    expect(refusing.isOpen).toBe(true);
    await timers.advance(70_600 - timers.now());
    expect(refusing.isOpen).toBe(false);
    const seen = follow(refusing.run(() => Promise.resolve("done")));
    await timers.advance(0);
    expect(seen.what).toBe("done");
  });

  test("closes on a late answer to an old question [F4]", async () => {
    const answers: ((value: unknown) => void)[] = [];
    ping = () => new Promise((resolve) => answers.push(resolve));
    follow(breaker.run(never));
    await timers.advance(30_000);
    expect(breaker.isOpen).toBe(true);
    answers[0]?.(undefined);
    await timers.advance(0);
    expect(changes).toEqual([true, false]);
  });

  test("leaves no timer behind when it is stopped", async () => {
    await opened();
    breaker.stop();
    await timers.advance(1000);
    expect(timers.waiting).toBe(0);
  });
});
