import { join } from "node:path";
import { median, type Row } from "../report.ts";
import { withContender, type ContenderName } from "./contenders.ts";
import { openCrowd, type CrowdProgram } from "./crowd.ts";
import { writeCrowdFile } from "./crowdFile.ts";
import { settled } from "./settled.ts";

const SECONDS = 4;
/** Edits a second of a lively document. */
const RATE = 50;
/** Edits sent and not yet delivered to all; at saturation each server is asked with as many as it delivers most with. */
const IN_FLIGHT = [400, 1600] as const;
/** As many as a document takes. */
const EDITS_MOST = 90_000;
/** Written to another document before, as fast, if not at saturation: no server that people use has only just begun. */
const WARM_SECONDS = 6;

interface Load {
  readonly clients: number;
  readonly writers: number;
  readonly mode: readonly (string | number)[];
  readonly edits: number;
  /** Edits a second, where it is not as many as get through. */
  readonly rate?: number;
}

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's processor time per 1,000 edits delivered. */
  readonly cpu: number;
  /** Of a core, used by the server and by the crowd. */
  readonly cores: number;
  readonly crowdCores: number;
}

const run = (
  { program, folder }: CrowdProgram,
  name: ContenderName,
  { clients, writers, mode, edits, rate = RATE }: Load,
): Promise<Figures> =>
  withContender(name, { documents: 2, people: clients }, async (contender) => {
    const { server, dialect, cookies } = contender;
    const { port } = server;
    const open = async (index: number, { mode, edits }: Pick<Load, "mode" | "edits">) => {
      const file = join(folder, "crowd.bin");
      const given = { dialect: dialect(index), port, clients, writers, edits, cookies };
      await writeCrowdFile(file, given);
      return openCrowd(program, file, port, mode);
    };
    const warm = {
      mode: ["rate", rate, WARM_SECONDS],
      edits: Math.ceil((rate * WARM_SECONDS) / writers),
    };
    await (await open(1, warm)).run();
    await settled(server);
    const crowd = await open(0, { mode, edits });
    const before = server.cpu();
    const result = await crowd.run();
    const used = server.cpu() - before;
    if (result.closed > 0) {
      process.stdout.write(`${name}: ${result.closed} of ${clients} clients were closed\n`);
    }
    return {
      perSecond: result.delivered / result.seconds,
      p50: result.p50,
      p99: result.p99,
      cpu: (used * 1e6) / result.delivered,
      cores: used / result.seconds,
      crowdCores: result.cpu / result.seconds,
    };
  });

type Compared = (name: ContenderName, figure: keyof Figures) => number;

/** Every contender in turn, as often as there are rounds; the medians of each figure. */
const compare = async (
  crowd: CrowdProgram,
  names: readonly ContenderName[],
  load: Load,
): Promise<Compared> => {
  const all = new Map<ContenderName, Figures[]>(names.map((name) => [name, []]));
  for (let round = 0; round < crowd.rounds; round += 1) {
    for (const name of names) {
      all.get(name)?.push(await run(crowd, name, load));
    }
  }
  return (name, figure) => median((all.get(name) ?? []).map((figures) => figures[figure]));
};

/** Of the contenders' figures under several loads those under which each delivers most. */
const best =
  (all: readonly Compared[]): Compared =>
  (name, figure) => {
    const [most] = all.toSorted((one, other) => other(name, "perSecond") - one(name, "perSecond"));
    return most?.(name, figure) ?? Number.NaN;
  };

/** As many edits as get through. */
export const saturation = async (
  crowd: CrowdProgram,
  clients: number,
  writers: number,
): Promise<Row[]> => {
  const rows: Row[] = [];
  const peers = ["y-websocket", "Hocuspocus", "batched relay"] as const;
  const edits = Math.ceil(EDITS_MOST / writers);
  const all: Compared[] = [];
  for (const inFlight of IN_FLIGHT) {
    const mode = ["saturate", SECONDS, inFlight];
    all.push(await compare(crowd, ["ours", ...peers], { clients, writers, mode, edits }));
  }
  const of = best(all);
  const rate = of("ours", "perSecond");
  const goals =
    clients === 500
      ? { "y-websocket": 40, Hocuspocus: 1.3, "batched relay": 0.8 }
      : { "y-websocket": 0, Hocuspocus: 2.3, "batched relay": 0 };
  rows.push({
    name: `fan-out at saturation, ${clients} clients, ${writers} writer(s)`,
    unit: "edits delivered/s",
    ours: rate,
    peers: Object.fromEntries(peers.map((name) => [name, of(name, "perSecond")])),
    goal:
      clients === 500
        ? "≥ 40 × y-websocket, ≥ 1.3 × Hocuspocus, ≥ 0.8 × batched relay"
        : "≥ 2.3 × Hocuspocus",
    met: peers.every((name) => rate >= goals[name] * of(name, "perSecond")),
  });
  rows.push({
    name: `… server's processor time (the crowd used ${of("ours", "crowdCores").toFixed(2)} cores)`,
    unit: "ms per 1,000 delivered",
    ours: of("ours", "cpu"),
    peers: Object.fromEntries(peers.map((name) => [name, of(name, "cpu")])),
    goal: "no more than Hocuspocus",
    met: of("ours", "cpu") <= of("Hocuspocus", "cpu"),
  });
  return rows;
};

/** As many edits as a lively document has. */
export const moderate = async (crowd: CrowdProgram, writers: number): Promise<Row[]> => {
  const rows: Row[] = [];
  const peers = ["y-websocket", "Hocuspocus", "batched relay"] as const;
  const of = await compare(crowd, ["ours", ...peers], {
    clients: 500,
    writers,
    mode: ["rate", RATE, SECONDS],
    edits: RATE * SECONDS,
  });
  for (const figure of ["p50", "p99"] as const) {
    rows.push({
      name: `500 clients, 50 edits/s of ${writers} writer(s): ${figure}`,
      unit: "ms",
      ours: of("ours", figure),
      peers: Object.fromEntries(peers.map((name) => [name, of(name, figure)])),
      goal: "p99 ≤ y-websocket's",
      met: of("ours", "p99") <= of("y-websocket", "p99"),
    });
  }
  rows.push({
    name: `500 clients, 50 edits/s of ${writers} writer(s): server's processor time`,
    unit: "ms per 1,000 delivered",
    ours: of("ours", "cpu"),
    peers: Object.fromEntries(peers.map((name) => [name, of(name, "cpu")])),
    goal: "≤ 0.8 × y-websocket",
    met: of("ours", "cpu") <= 0.8 * of("y-websocket", "cpu"),
  });
  return rows;
};

/** A page that a whole room writes at once. */
export const manyWriters = async (crowd: CrowdProgram): Promise<Row[]> => {
  const rows: Row[] = [];
  const peers = ["Hocuspocus"] as const;
  const of = await compare(crowd, ["ours", ...peers], {
    clients: 500,
    writers: 50,
    mode: ["rate", 400, SECONDS],
    edits: 8 * SECONDS,
    rate: 400,
  });
  rows.push({
    name: "500 clients, 50 writers, 400 edits/s: server's processor",
    unit: "cores",
    ours: of("ours", "cores"),
    peers: { Hocuspocus: of("Hocuspocus", "cores") },
    goal: "≤ a third of a core",
    met: of("ours", "cores") <= 1 / 3,
  });
  rows.push({
    name: "500 clients, 50 writers, 400 edits/s: p99",
    unit: "ms",
    ours: of("ours", "p99"),
    peers: { Hocuspocus: of("Hocuspocus", "p99") },
    goal: "≤ 50 ms",
    met: of("ours", "p99") <= 50,
  });
  return rows;
};
