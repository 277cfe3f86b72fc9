// The embedded database beside PostgreSQL: npm run bench -- db [--documents 1000000] [--seconds 3] [--rounds 3] [--writers 64] [--only REGEXP] [--json FILE]
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedMongodb } from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { embedded } from "./db/embedded.ts";
import { Generators } from "./db/generators.ts";
import type { Contender, ContenderName, Means } from "./db/idea.ts";
import { installLibrary, postgres } from "./db/postgres.ts";
import { startPostgres } from "./db/postgresServer.ts";
import { processorTime } from "./db/processorTime.ts";
import { BATCH, type Task } from "./db/task.ts";
import { median, report, type Row } from "./report.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    writers: { type: "string", default: "64" },
    generators: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    json: { type: "string" },
  },
});
const [documents, seconds, rounds, writers, processes] = [
  values.documents,
  values.seconds,
  values.rounds,
  values.writers,
  values.generators,
].map(Number) as [number, number, number, number, number];

/** Readers at once: enough to keep a server busy, few enough not to measure the queue. */
const READERS = 16;
const FILLED = 20_000;

interface Measurement {
  name: string;
  means: Means;
  work: Task["work"];
  clients: number;
  /** Of the peer's rate. */
  goal: number;
}

const works: readonly Omit<Measurement, "means">[] = [
  { name: `durable inserts, ${writers} writers`, work: "insert", clients: writers, goal: 1 },
  { name: `durable updates, ${writers} writers`, work: "update", clients: writers, goal: 1 },
  { name: `documents by insertMany of ${BATCH}`, work: "insertMany", clients: 2, goal: 1 },
  { name: "finds by id", work: "find", clients: READERS, goal: 0.5 },
  { name: "pages of 50 by index", work: "page", clients: READERS, goal: 0.5 },
];

const only = new RegExp(values.only);
const measurements = (["hand", "library"] as const)
  .flatMap((means) => works.map((each): Measurement => ({ ...each, means })))
  .filter(({ name, means }) => only.test(`${name}, by ${means}`));

async function fill(to: Contender, from: number, count: number): Promise<void> {
  for (let at = from; at < from + count; at += BATCH) {
    const size = Math.min(BATCH, from + count - at);
    await to.insertMany(Array.from({ length: size }, (_, index) => `k${at + index}`));
  }
}

function residentMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  // Pages of the data file that happen to be mapped belong to the system's cache, which takes them back at need.
  return Math.round((kilobytes("VmRSS") - kilobytes("RssFile")) / 1_024);
}

interface Found {
  perSecond: number[];
  /** Microseconds of processor for one operation: of the server, and of the clients. */
  server: number[];
  client: number[];
}

/** In turns, so that what else the machine does meets both; the first round only warms up. */
async function measure(
  generators: Generators,
  { work, clients, means }: Measurement,
  pids: ReadonlyMap<ContenderName, number>,
): Promise<Map<ContenderName, Found>> {
  const all = new Map<ContenderName, Found>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, pid] of pids) {
      const before = processorTime(pid);
      const task = {
        contender,
        means,
        work,
        clients,
        seconds,
        mark: `${means}${round}`,
      };
      const done = await generators.carryOut(task);
      const found = all.get(contender) ?? { perSecond: [], server: [], client: [] };
      all.set(contender, found);
      if (round > 0) {
        found.perSecond.push(done.perSecond);
        found.server.push(((processorTime(pid) - before) * 1_000) / done.operations);
        found.client.push((done.processorMs * 1_000) / done.operations);
      }
    }
  }
  return all;
}

const dataDir = await mkdtemp(join(tmpdir(), "bench-embedded-"));
let engine = await startEmbeddedMongodb({ dataDir });
const server = await startPostgres();
if (server) {
  installLibrary();
} else {
  console.log("PostgreSQL 15 is not installed: the embedded engine is measured alone");
}
const pids = new Map<ContenderName, number>([["embedded", engine.pid ?? 0]]);
const own = await embedded(engine.uri, 2);
const both = [own];
if (server) {
  pids.set("PostgreSQL", server.pid);
  both.push(postgres(server.folder, 2));
}
for (const contender of both) {
  await contender.prepare();
  await fill(contender, 0, FILLED);
}
const generators = await Generators.start(processes, [
  engine.uri,
  server?.folder ?? "",
  String(Math.ceil(writers / processes)),
]);

const rows: Row[] = [];
const small = residentMegabytes(engine.pid);
for (const measurement of measurements) {
  const found = await measure(generators, measurement, pids);
  const [ours, peer] = [found.get("embedded"), found.get("PostgreSQL")];
  const row = (name: string, unit: string, of: keyof Found, goal: string, met: boolean): Row => ({
    name: `${measurement.name}, by ${measurement.means}${name}`,
    unit,
    ours: median(ours?.[of] ?? []),
    peers: peer ? { PostgreSQL: median(peer[of]) } : {},
    goal,
    met,
  });
  const ratio = median(ours?.perSecond ?? []) / median(peer?.perSecond ?? []);
  const goal = `at least ${measurement.goal} of PostgreSQL; it is ${ratio.toFixed(2)}`;
  rows.push(
    row("", "per second", "perSecond", goal, !peer || ratio >= measurement.goal),
    row(": the server's processor", "µs each", "server", "none; what the database costs", true),
    row(": the clients' processor", "µs each", "client", "none; what its library costs", true),
  );
}
await generators.stop();

await fill(own, FILLED, Math.max(0, documents - FILLED));
const large = residentMegabytes(engine.pid);
rows.push({
  name: `resident memory with ${documents} documents, after the whole run`,
  unit: "MB",
  ours: large,
  peers: { [`with ${FILLED}`]: small },
  goal: "flat: at most 100 MB more",
  met: large - small <= 100,
});
await Promise.all(both.map((contender) => contender.close()));
await engine.stop();

const started = performance.now();
engine = await startEmbeddedMongodb({ dataDir });
const again = await embedded(engine.uri, 1);
await again.find("k1");
const startMs = performance.now() - started;
rows.push({
  name: `start with ${documents} documents, to the first answer`,
  unit: "ms",
  ours: startMs,
  peers: {},
  goal: "below 1,000 ms",
  met: startMs < 1_000,
});
await again.close();
await engine.stop();
await server?.stop();
await rm(dataDir, { recursive: true, force: true });
await report(rows);
