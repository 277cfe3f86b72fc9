// The embedded database beside PostgreSQL: npm run bench -- db [--documents 1000000] [--seconds 3] [--rounds 3] [--writers 64]
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MongoClient } from "mongodb";
import { startEmbeddedMongodb } from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { BOARDS, embedded, postgres, type Contender } from "./db/contenders.ts";
import { processorTime } from "./db/processorTime.ts";
import { startPostgres } from "./db/postgresServer.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    writers: { type: "string", default: "64" },
  },
});
const [documents, seconds, rounds, writers] = [
  values.documents,
  values.seconds,
  values.rounds,
  values.writers,
].map(Number) as [number, number, number, number];

const BATCH = 1_000;
/** Readers at once: enough to keep a server busy, few enough not to measure the queue. */
const READERS = 16;

type Work = (client: number, turn: number) => Promise<unknown>;

interface Rate {
  perSecond: number;
  /** Of the server alone, for one operation. */
  processorMicroseconds: number;
}

/** What so many clients get done, and what it costs the server. */
async function rate(contender: Contender, clients: number, work: Work, size = 1): Promise<Rate> {
  let done = 0;
  const before = processorTime(contender.pid());
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        await work(client, turn);
        done += size;
      }
    }),
  );
  return {
    perSecond: (done * 1_000) / (performance.now() - started),
    processorMicroseconds: ((processorTime(contender.pid()) - before) * 1_000) / done,
  };
}

const random = (below: number) => Math.floor(Math.random() * below);

async function fill(contender: Contender, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    await contender.insertMany(
      Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => `k${from + index}`),
    );
  }
}

const measurements: Record<string, (contender: Contender, round: number) => Promise<Rate>> = {
  [`durable inserts, ${writers} writers`]: (contender, round) =>
    rate(contender, writers, (client, turn) =>
      contender.insert(client, `i${round}-${client}-${turn}`, turn),
    ),
  [`durable updates, ${writers} writers`]: (contender) =>
    rate(contender, writers, (client, turn) =>
      contender.update(client, `k${(client * 1_009 + turn * 17) % 10_000}`),
    ),
  "documents by insertMany of 1,000": (contender, round) =>
    rate(
      contender,
      1,
      (_, turn) =>
        contender.insertMany(
          Array.from({ length: BATCH }, (_each, index) => `m${round}-${turn}-${index}`),
        ),
      BATCH,
    ),
  "finds by id": (contender) =>
    rate(contender, READERS, (client) => contender.find(client, `k${random(10_000)}`)),
  "pages of 50 by index": (contender) =>
    rate(contender, READERS, (client) => contender.page(client, `b${random(BOARDS)}`)),
};

const median = (numbers: number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;

function residentMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  // Pages of the data file that happen to be mapped belong to the system's cache, which takes them back at need.
  return Math.round((kilobytes("VmRSS") - kilobytes("RssFile")) / 1_024);
}

const dataDir = await mkdtemp(join(tmpdir(), "bench-embedded-"));
let engine = await startEmbeddedMongodb({ dataDir });
const server = await startPostgres();
if (!server) {
  console.log("PostgreSQL 15 is not installed: the embedded engine is measured alone");
}
const contenders = [
  await embedded(engine.uri, () => engine.pid ?? 0, writers),
  ...(server ? [await postgres(server.socket, server.pid, writers)] : []),
];

for (const contender of contenders) {
  await fill(contender, Math.min(documents, 100_000));
}
const small = residentMegabytes(engine.pid);
for (const [name, measure] of Object.entries(measurements)) {
  const found = new Map<string, Rate[]>(contenders.map((contender) => [contender.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Turn and turn about, so that what else the machine does meets both.
    for (const contender of contenders) {
      found.get(contender.name)?.push(await measure(contender, round));
    }
  }
  const medians = contenders.map((contender) => {
    const rates = found.get(contender.name) ?? [];
    return {
      name: contender.name,
      perSecond: median(rates.map(({ perSecond }) => perSecond)),
      processor: median(rates.map(({ processorMicroseconds }) => processorMicroseconds)),
    };
  });
  const shown = medians.map(
    (each) =>
      `${each.name} ${Math.round(each.perSecond)}/s, ${Math.round(each.processor)} µs of processor each`,
  );
  const [own, other] = medians;
  const ratio = own && other ? `; ratio ${(own.perSecond / other.perSecond).toFixed(2)}` : "";
  console.log(`${name}: ${shown.join("; ")}${ratio}`);
}

const client = await new MongoClient(engine.uri).connect();
const ideas = client.db("bench").collection<{ _id: string }>("ideas");
const missing = Math.max(0, documents - (await ideas.estimatedDocumentCount()));
for (let from = 0; from < missing; from += BATCH) {
  await ideas.insertMany(
    Array.from({ length: Math.min(BATCH, missing - from) }, (_, index) => ({
      _id: `z${from + index}`,
      boardId: `b${index % BOARDS}`,
      removed: false,
      votes: index,
    })),
  );
}
const total = await ideas.estimatedDocumentCount();
console.log(
  `resident memory: ${small} MB with ${Math.min(documents, 100_000)} documents, ${residentMegabytes(engine.pid)} MB with ${total} after the whole run`,
);
await client.close();
await Promise.all(contenders.map((contender) => contender.close()));
await engine.stop();

const started = performance.now();
engine = await startEmbeddedMongodb({ dataDir });
const again = await new MongoClient(engine.uri).connect();
await again.db("bench").collection("ideas").findOne();
console.log(
  `start with ${total} documents, to the first answer: ${Math.round(performance.now() - started)} ms, ${residentMegabytes(engine.pid)} MB resident`,
);
await again.close();
await engine.stop();
await server?.stop();
await rm(dataDir, { recursive: true, force: true });
