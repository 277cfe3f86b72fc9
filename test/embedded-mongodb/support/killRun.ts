import { setImmediate, setTimeout } from "node:timers/promises";
import { MongoClient, MongoServerError, type Collection } from "mongodb";
import {
  verifyStore,
  type Verification,
} from "../../../server/embedded-mongodb/maintenance/verifyStore.ts";
import { openForReading } from "../../../server/embedded-mongodb/storage/openForReading.ts";
import { startTemporaryEngine } from "./temporaryEngine.ts";

export interface KillRun {
  kills: number;
  acknowledged: number;
  /** Acknowledged writes that are not there. */
  missing: string[];
  /** Transactions of which only a part is there. */
  halfDone: string[];
  /** Counters that show more or less than what was done to them. */
  miscounted: string[];
  verification: Verification;
}

interface Entry {
  _id: string;
  group?: string;
  email?: string;
}

interface Counter {
  _id: string;
  count: number;
}

interface Ledger {
  inserted: Set<string>;
  /** Transactions by their name; of those whose end is unknown, `acknowledged` is false. */
  groups: Map<string, { size: number; acknowledged: boolean }>;
  increments: Map<string, { acknowledged: number; unknown: number }>;
  acknowledged: number;
}

const GROUP = 5;

/** Kills the engine again and again under writers who note what they were promised; then looks what is there. */
export async function killRun(options: {
  kills: number;
  writers: number;
  seed: number;
}): Promise<KillRun> {
  const server = await startTemporaryEngine();
  const client = await new MongoClient(server.uri, {
    serverSelectionTimeoutMS: 20_000,
    heartbeatFrequencyMS: 500,
  }).connect();
  const entries = client.db("kills").collection<Entry>("entries");
  const counters = client.db("kills").collection<Counter>("counters");
  await entries.createIndex({ email: 1 }, { unique: true, sparse: true });
  await entries.createIndex({ group: 1 });
  const ledger: Ledger = {
    inserted: new Set(),
    groups: new Map(),
    increments: new Map(),
    acknowledged: 0,
  };
  const random = generator(options.seed);
  let isOver = false;
  const writers = Array.from({ length: options.writers }, async (_, writer) => {
    for (let turn = 0; !isOver; turn += 1) {
      await write({ client, entries, counters, ledger }, `${writer}-${turn}`, writer, turn);
    }
  });

  for (let kill = 0; kill < options.kills; kill += 1) {
    const target = ledger.acknowledged + 1 + Math.floor(random() * 3 * options.writers);
    await until(() => ledger.acknowledged >= target);
    for (let turns = Math.floor(random() * 200); turns > 0; turns -= 1) {
      await setImmediate();
    }
    const pid = server.engine.pid;
    if (pid !== undefined) {
      process.kill(pid, "SIGKILL");
      await until(() => server.engine.pid !== pid);
    }
  }
  const last = ledger.acknowledged;
  await until(() => ledger.acknowledged > last);
  isOver = true;
  await Promise.all(writers);

  const found = await compare(ledger, entries, counters);
  await client.close();
  await server.engine.stop();
  const store = openForReading(server.dataDir);
  const verification = verifyStore(store);
  await store.close();
  await server.stop();
  return { kills: options.kills, acknowledged: ledger.acknowledged, ...found, verification };
}

interface Scene {
  client: MongoClient;
  entries: Collection<Entry>;
  counters: Collection<Counter>;
  ledger: Ledger;
}

async function write(
  { client, entries, counters, ledger }: Scene,
  name: string,
  writer: number,
  turn: number,
): Promise<void> {
  if (turn % 3 === 0) {
    await attempt(async () => {
      await entries.insertOne({ _id: name, email: `${name}@example.org` });
      ledger.inserted.add(name);
      ledger.acknowledged += 1;
    });
  } else if (turn % 3 === 1) {
    const group = { size: GROUP, acknowledged: false };
    ledger.groups.set(name, group);
    await attempt(async () => {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          for (let part = 0; part < GROUP; part += 1) {
            await entries.insertOne({ _id: `${name}/${part}`, group: name }, { session });
          }
        }),
      );
      group.acknowledged = true;
      ledger.acknowledged += 1;
    });
  } else {
    const counter = `counter ${writer % 4}`;
    const tally = ledger.increments.get(counter) ?? { acknowledged: 0, unknown: 0 };
    ledger.increments.set(counter, tally);
    tally.unknown += 1;
    await attempt(async () => {
      await counters.updateOne({ _id: counter }, { $inc: { count: 1 } }, { upsert: true });
      tally.unknown -= 1;
      tally.acknowledged += 1;
      ledger.acknowledged += 1;
    });
  }
}

/** A broken connection leaves it open whether the write was done; an answer of the engine is no accident. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MongoServerError && error.code !== 251 && error.code !== 112) {
      throw error;
    }
  }
}

async function compare(ledger: Ledger, entries: Collection<Entry>, counters: Collection<Counter>) {
  const stored = new Set<string>();
  const parts = new Map<string, number>();
  for await (const { _id, group } of entries.find()) {
    stored.add(_id);
    if (group !== undefined) {
      parts.set(group, (parts.get(group) ?? 0) + 1);
    }
  }
  const groups = [...ledger.groups];
  const counts = new Map((await counters.find().toArray()).map(({ _id, count }) => [_id, count]));
  return {
    missing: [
      ...[...ledger.inserted].filter((id) => !stored.has(id)),
      ...groups
        .filter(([name, { acknowledged }]) => acknowledged && !parts.has(name))
        .map(([name]) => name),
    ],
    halfDone: groups
      .filter(([name, { size }]) => ![undefined, size].includes(parts.get(name)))
      .map(([name]) => name),
    miscounted: [...ledger.increments]
      .filter(([name, { acknowledged, unknown }]) => {
        const count = counts.get(name) ?? 0;
        return count < acknowledged || count > acknowledged + unknown;
      })
      .map(([name, tally]) => `${name}: ${counts.get(name)} after ${JSON.stringify(tally)}`),
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await setTimeout(1);
  }
}

/** A small generator of numbers below 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
