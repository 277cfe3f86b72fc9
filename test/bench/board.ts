// Boards under a crowd: npm run bench -- board [--only votes,fanout,idle,page,storm,growth] [--rounds N] [--json FILE]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMany, pause } from "./board/crowdVotes.ts";
import { delivered } from "./board/delivered.ts";
import { naiveVotes } from "./board/naiveVotes.ts";
import { startPeer } from "./board/peer.ts";
import { voters, type OpenVoters } from "./board/voters.ts";
import { builtServer } from "./crowd/builtServer.ts";
import { maskedFrame } from "./crowd/rawSocket.ts";
import { askRaw } from "./crowd/askRaw.ts";
import { seedCrowd, type Crowd } from "./crowd/seedCrowd.ts";
import { keep, median, print, type Row } from "./report.ts";

const CLIENTS = 1000;
const SECONDS = 5;
const IDLE = 10_000;
const STORM = 5000;

const onlyAt = process.argv.indexOf("--only");
const roundsAt = process.argv.indexOf("--rounds");
const ROUNDS = roundsAt === -1 ? 3 : Number(process.argv[roundsAt + 1]);
const only = onlyAt === -1 ? undefined : process.argv[onlyAt + 1]?.split(",");
const wants = (part: string): boolean => only?.includes(part) ?? true;
const rows: Row[] = [];

type VotingCrowd = Crowd & { readonly openVoters: OpenVoters };

const withCrowd = async <Result>(
  counts: Parameters<typeof seedCrowd>[1],
  work: (crowd: VotingCrowd) => Promise<Result>,
): Promise<Result> => {
  const dataDir = await mkdtemp(join(tmpdir(), "bench-board-"));
  try {
    const openVoters = await voters(dataDir);
    return await work({ ...(await seedCrowd(dataDir, counts)), openVoters });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
  }
};

const votesOn = async (crowd: VotingCrowd, ideas: number) => {
  const server = await builtServer(crowd.dataDir, { SESSION_SECRET: crowd.secret });
  const ideaIds = crowd.ideaIds.slice(0, ideas);
  const open = await crowd.openVoters(server.port, { cookies: crowd.cookies, ideaIds });
  const before = [server.cpu(), server.cpuOfChildren()] as const;
  const full = await open.voteAgain(SECONDS);
  const each = (seconds: number): number => (seconds * 1e6) / full.all;
  const [appUs, engineUs] = [
    each(server.cpu() - before[0]),
    each(server.cpuOfChildren() - before[1]),
  ];
  const half = await open.voteSteadily(SECONDS, full.perSecond / 2);
  await open.stop();
  await server.stop();
  return { full, half, appUs, engineUs, generatorUs: each(full.cpu) };
};

const bareAcks = async ({ cookies, openVoters }: VotingCrowd): Promise<number> => {
  const peer = await startPeer("acks");
  const open = await openVoters(peer.port, { cookies, ideaIds: ["01j00000000000000000000001"] });
  const { perSecond } = await open.voteAgain(SECONDS);
  await open.stop();
  await peer.stop();
  return perSecond;
};

const measureVotes = () =>
  withCrowd({ people: CLIENTS, ideas: 100 }, async (crowd) => {
    for (const ideas of [1, 100]) {
      const ours = [];
      const naive = [];
      const bare = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await votesOn(crowd, ideas));
        bare.push(await bareAcks(crowd));
        naive.push(await naiveVotes(crowd, ideas, SECONDS));
      }
      const perSecond = median(ours.map(({ full }) => full.perSecond));
      const peers = { "a transaction each": median(naive), "Socket.IO acks": median(bare) };
      rows.push({
        name: `(a) acknowledged durable votes, ${CLIENTS} clients, ${ideas} idea(s)`,
        unit: "votes/s",
        ours: perSecond,
        peers: {
          ...peers,
          "µs of the application each": median(ours.map(({ appUs }) => appUs)),
          "of the database": median(ours.map(({ engineUs }) => engineUs)),
          "of the generator": median(ours.map(({ generatorUs }) => generatorUs)),
        },
        goal: "≥ 10 × a transaction each, ≥ 0.2 × Socket.IO's bare acks, ≥ 8,000/s",
        met:
          perSecond >= 10 * peers["a transaction each"] &&
          perSecond >= 0.2 * peers["Socket.IO acks"] &&
          perSecond >= 8000,
      });
      const p99 = median(ours.map(({ half }) => half.p99));
      rows.push({
        name: `(a) the same at half that rate, p99`,
        unit: "ms",
        ours: p99,
        peers: {
          p50: median(ours.map(({ half }) => half.p50)),
          "p50 at saturation": median(ours.map(({ full }) => full.p50)),
          "p99 at saturation": median(ours.map(({ full }) => full.p99)),
        },
        goal: "< 150 ms",
        met: p99 < 150,
      });
    }
  });

const measureFanOut = async () => {
  for (const watchers of [100, 1000, 5000]) {
    const runs: Record<string, Awaited<ReturnType<typeof delivered>>[]> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ["ours", "plain", "joined"]) {
        (runs[mode] ??= []).push(await delivered(mode, { watchers, seconds: SECONDS }));
      }
    }
    const of = (mode: string, field: "perSecond" | "cpuMs") =>
      median((runs[mode] ?? []).map((run) => run[field]));
    const times = watchers === 5000 ? 8 : 20;
    const share = watchers === 5000 ? 0.6 : 0.7;
    rows.push({
      name: `(b) events delivered to ${watchers} watchers`,
      unit: "events/s",
      ours: of("ours", "perSecond"),
      peers: {
        "io.to(room).emit": of("plain", "perSecond"),
        "one bare write": of("joined", "perSecond"),
      },
      goal: `≥ ${times} × io.to(room).emit, ≥ ${share} × a bare write of the same frames`,
      met:
        of("ours", "perSecond") >= times * of("plain", "perSecond") &&
        of("ours", "perSecond") >= share * of("joined", "perSecond"),
    });
    rows.push({
      name: `(b) processor time for 1,000 delivered to ${watchers}`,
      unit: "ms",
      ours: of("ours", "cpuMs"),
      peers: { "io.to(room).emit": of("plain", "cpuMs") },
      goal: "≤ 1/20 of io.to(room).emit",
      met: of("ours", "cpuMs") <= of("plain", "cpuMs") / 20,
    });
  }
};

const measureIdle = () =>
  withCrowd({ people: CLIENTS, ideas: 1 }, async (crowd) => {
    const kiloBytes = async (
      start: () => Promise<{ port: number; memory(): number; stop(): Promise<void> }>,
      cookies: readonly string[],
    ) => {
      const server = await start();
      const warm = await openMany(server.port, 500, cookies);
      await pause(1000);
      const before = server.memory();
      const sockets = await openMany(server.port, IDLE, cookies);
      await pause(2000);
      const each = (server.memory() - before) / IDLE / 1000;
      [...warm, ...sockets].forEach(({ tcp }) => tcp.destroy());
      await server.stop();
      return each;
    };
    const ours = await kiloBytes(
      () => builtServer(crowd.dataDir, { SESSION_SECRET: crowd.secret }),
      crowd.cookies,
    );
    const bare = await kiloBytes(() => startPeer("acks"), []);
    rows.push({
      name: `(c) an idle logged-in socket, of ${IDLE}`,
      unit: "kB",
      ours,
      peers: { "Socket.IO": bare },
      goal: "no more than bare Socket.IO",
      met: ours <= bare,
    });
  });

const measurePage = () =>
  withCrowd({ people: 10, ideas: 1000 }, async (crowd) => {
    const path = `/api/boards/${crowd.boardId}`;
    const rate = async (port: number) => {
      await askRaw(port, path, { connections: 8, seconds: 1 });
      return askRaw(port, path, { connections: 32, seconds: SECONDS });
    };
    const server = await builtServer(crowd.dataDir, { SESSION_SECRET: crowd.secret });
    const body = await (await fetch(`http://127.0.0.1:${server.port}${path}`)).text();
    const [page, withExpress] = [await startPeer("page"), await startPeer("express")];
    page.child.send({ body });
    withExpress.child.send({ body });
    const runs: [number, number, number][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.push([await rate(server.port), await rate(page.port), await rate(withExpress.port)]);
    }
    await Promise.all([server.stop(), page.stop(), withExpress.stop()]);
    const [ours, bare, express] = [0, 1, 2].map((index) =>
      median(runs.map((run) => run[index] ?? 0)),
    );
    rows.push({
      name: `(d) a board's first page (${Math.round(body.length / 1000)} kB) over HTTP`,
      unit: "answers/s",
      ours: ours ?? 0,
      peers: { "node:http": bare ?? 0, "Express, JSON per request": express ?? 0 },
      goal: "≥ 0.6 × node:http with the same bytes, ≥ 3 × Express",
      met: (ours ?? 0) >= 0.6 * (bare ?? 0) && (ours ?? 0) >= 3 * (express ?? 0),
    });
  });

const measureStorm = () =>
  withCrowd({ people: CLIENTS, ideas: 100 }, async (crowd) => {
    const server = await builtServer(crowd.dataDir, { SESSION_SECRET: crowd.secret });
    const startedAt = performance.now();
    let exact = 0;
    await Promise.all(
      Array.from({ length: STORM / 500 }, async (_, group) => {
        const cookies = crowd.cookies.slice(
          (group * 500) % CLIENTS,
          ((group * 500) % CLIENTS) + 500,
        );
        const sockets = await openMany(server.port, 500, cookies);
        await Promise.all(
          sockets.map(
            (socket) =>
              new Promise<void>((resolve) => {
                socket.onFrame = (data, from, to) => {
                  if (data.subarray(from, Math.min(to, from + 40)).includes('"ok":true')) {
                    exact += 1;
                    resolve();
                  }
                };
                socket.tcp.write(maskedFrame(`420["board.join",{"boardId":"${crowd.boardId}"}]`));
              }),
          ),
        );
      }),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    await server.stop();
    rows.push({
      name: `(e) ${STORM} clients back on the board after a restart, ${exact} exact`,
      unit: "s",
      ours: seconds,
      peers: {},
      goal: "< 10 s, all of them",
      met: seconds < 10 && exact === STORM,
    });
  });

const measureGrowth = async () => {
  const rates: Record<number, number> = {};
  for (const ideas of [100, 100_000]) {
    rates[ideas] = await withCrowd({ people: CLIENTS, ideas }, async (crowd) => {
      const runs = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        runs.push((await votesOn(crowd, 100)).full.perSecond);
      }
      return median(runs);
    });
  }
  const ratio = (rates[100] ?? 0) / (rates[100_000] ?? 1);
  rows.push({
    name: "(f) what a vote costs at 100,000 ideas, against 100",
    unit: "×",
    ours: ratio,
    peers: { "votes/s at 100": rates[100] ?? 0, "at 100,000": rates[100_000] ?? 0 },
    goal: "≤ 1.5 ×",
    met: ratio <= 1.5,
  });
};

const parts = {
  votes: measureVotes,
  fanout: measureFanOut,
  idle: measureIdle,
  page: measurePage,
  storm: measureStorm,
  growth: measureGrowth,
};
for (const [part, measure] of Object.entries(parts)) {
  if (wants(part)) {
    const before = rows.length;
    await measure();
    print(rows.slice(before));
  }
}
await keep(rows);
