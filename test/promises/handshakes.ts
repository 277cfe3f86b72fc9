// P11 and P17: connections that come to nothing, floods, a storm. `npm run promises -- handshakes [CONNECTIONS] [SECONDS OF STORM]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { voters } from "../bench/board/voters.ts";
import { builtServer, type MeasuredProcess } from "../bench/crowd/builtServer.ts";
import { seedCrowd } from "../bench/crowd/seedCrowd.ts";
import { CONTINUATION, frame, PING, RawSocket, TEXT } from "../support/rawSocket.ts";
import { tell } from "../support/tried.ts";

/** A source address has 28,000 ports at the most. */
const ADDRESSES = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`);
const FLOODERS = 50;
const FLOOD_MS = 5000;
/** Of a thousand, what a core takes in: each second of the storm brings twice as many. */
const KNOCKS_A_TENTH = 200;
const OTHERS = 100;
const VOTES_PER_SECOND = 250;
const WARM_UP_S = 5;
const MB = 1024 * 1024;
const SHARES = { silent: 0.25, headers: 0.25, upgraded: 0.5 } as const;

const addressOf = (index: number): string => ADDRESSES[index % ADDRESSES.length] ?? "127.0.0.1";

const openAll = async (
  url: string,
  count: number,
  begin: (socket: RawSocket) => void,
): Promise<RawSocket[]> => {
  const sockets: RawSocket[] = [];
  for (let index = 0; index < count; index += 1) {
    const socket = new RawSocket(url, { localAddress: addressOf(index) });
    begin(socket);
    sockets.push(socket);
    if (index % 200 === 199) {
      await Promise.allSettled(sockets.slice(-200).map(({ connected }) => connected));
    }
  }
  await Promise.allSettled(sockets.map(({ connected }) => connected));
  return sockets;
};

/** Half of a handshake, of each kind, held open until the server ends it. */
const openHalves = async (url: string, server: MeasuredProcess, count: number) => {
  const opened = async (share: keyof typeof SHARES, begin: (socket: RawSocket) => void) => {
    const before = server.memory();
    const sockets = await openAll(url, Math.round(count * SHARES[share]), begin);
    return { sockets, kBEach: (server.memory() - before) / 1024 / sockets.length };
  };
  const silent = await opened("silent", () => undefined);
  const headers = await opened("headers", ({ socket }) =>
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ${"x".repeat(1000)}`),
  );
  const upgraded = await opened("upgraded", (socket) => socket.upgrade());
  const openedAt = performance.now();
  const all = [silent, headers, upgraded].flatMap(({ sockets }) => sockets);
  await Promise.race([Promise.all(all.map(({ closed }) => closed)), wait(15_000)]);
  const endedAfter = (performance.now() - openedAt) / 1000;
  all.forEach((socket) => socket.end());
  return {
    count: all.length,
    kBEachSilent: silent.kBEach,
    kBEachUpgraded: upgraded.kBEach,
    /** Seconds from the last connect until the last of them was ended. */
    endedAfter,
  };
};

/** Pings without end, and messages whose end never comes. Whoever is cut comes again, for as long as it lasts. */
const flood = async (url: string): Promise<void> => {
  const until = performance.now() + FLOOD_MS;
  const pings = Buffer.concat(Array.from({ length: 500 }, () => frame(PING, "x".repeat(125))));
  const pieces = Buffer.concat(
    Array.from({ length: 500 }, () => frame(CONTINUATION, "x", { isLast: false })),
  );
  const flooding = Array.from({ length: FLOODERS }, async (_, index) => {
    while (performance.now() < until) {
      const socket = new RawSocket(url, { localAddress: addressOf(index) }).upgrade();
      await socket.hears(/0\{"sid"/).catch(() => undefined);
      // It reads no answers.
      socket.socket.pause();
      socket.send(TEXT, "4", { isLast: false });
      while (!socket.socket.destroyed && performance.now() < until) {
        socket.socket.write(index % 2 === 0 ? pings : pieces);
        await wait(5);
      }
      socket.end();
    }
  });
  await Promise.all(flooding);
};

/** Whole handshakes, more than are let in. */
const storm = async (url: string, seconds: number) => {
  /** `unclear`: neither let in nor refused with a delay. */
  const came = { stormed: 0, admitted: 0, refused: 0, unclear: 0 };
  const unclearHow: string[] = [];
  const knock = async (localAddress: string): Promise<void> => {
    const startedAt = performance.now();
    const socket = new RawSocket(url, { localAddress }).upgrade();
    try {
      const first = await socket.hears(/0\{"sid"|503 Service Unavailable\r\nRetry-After: \d/);
      if (first.startsWith("503")) {
        came.refused += 1;
        return;
      }
      socket.send(TEXT, "40");
      const answer = await socket.hears(/40\{"sid"|44\{.*?"retryAfter":[\d.]+/);
      came[answer.startsWith("40") ? "admitted" : "refused"] += 1;
    } catch (reason) {
      came.unclear += 1;
      const after = Math.round(performance.now() - startedAt);
      unclearHow.push(`after ${after} ms: ${socket.fault ?? String(reason)}`);
    } finally {
      socket.end();
    }
  };
  const knocking: Promise<void>[] = [];
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    const startedAt = performance.now();
    for (let index = 0; index < KNOCKS_A_TENTH; index += 1) {
      came.stormed += 1;
      knocking.push(knock(addressOf(index)));
    }
    await wait(Math.max(100 - (performance.now() - startedAt), 0));
  }
  await Promise.all(knocking);
  return { ...came, unclearHow };
};

const [connections, stormSeconds] = [
  Number(process.argv[2] ?? 10_000),
  Number(process.argv[3] ?? 5),
];
const dataDir = await mkdtemp(join(tmpdir(), "promise-handshakes-"));
let started: MeasuredProcess | undefined;
try {
  const crowd = await seedCrowd(dataDir, { people: OTHERS, ideas: 1 });
  const server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  started = server;
  const url = `http://127.0.0.1:${server.port}`;
  // Those who are there already, and notice nothing: in a process of their own, which has nothing else to do.
  const others = await (await voters(dataDir))(server.port, crowd);
  let peak = 0;
  const measuring = setInterval(() => {
    peak = Math.max(peak, server.memory());
  }, 100);
  /** What came of it, and milliseconds that others' votes took meanwhile. */
  const meanwhile = async <Result>(seconds: number, work: () => Promise<Result>) => {
    const [{ p99 }, result] = await Promise.all([
      others.voteSteadily(seconds, VOTES_PER_SECOND),
      work(),
    ]);
    return { p99, result };
  };
  await others.voteSteadily(WARM_UP_S, VOTES_PER_SECOND);
  const rest = await others.voteSteadily(5, VOTES_PER_SECOND);
  const halves = await meanwhile(12, () => openHalves(url, server, connections));
  const floods = await meanwhile(FLOOD_MS / 1000, () => flood(url));
  const stormed = await meanwhile(stormSeconds, () => storm(url, stormSeconds));
  clearInterval(measuring);
  await others.stop();

  const peakMB = Math.round(peak / MB);
  const { kBEachSilent, kBEachUpgraded, endedAfter, count } = halves.result;
  tell({
    promise: "P11",
    asked: "≤ 32 kB each, ended within 5 s, < 400 MB, others' p99 less than doubles",
    seen:
      `${count} half-open handshakes, ${kBEachSilent.toFixed(1)} kB each silent, ${kBEachUpgraded.toFixed(1)} kB upgraded, ` +
      `ended after ${endedAfter.toFixed(1)} s, ${peakMB} MB at most; others' p99 ${rest.p99} ms at rest, ${halves.p99} ms then, ${floods.p99} ms under floods`,
    isMet:
      Math.max(kBEachSilent, kBEachUpgraded) <= 32 &&
      endedAfter <= 6 &&
      peakMB < 400 &&
      Math.max(halves.p99, floods.p99) < 2 * rest.p99,
  });
  const { admitted, refused, unclear, unclearHow } = stormed.result;
  tell({
    promise: "P17",
    asked: "everybody is let in or told when to come back; others' p99 < 500 ms",
    seen:
      `${stormed.result.stormed} connects in ${stormSeconds} s, ${admitted} admitted, ${refused} refused with a delay, ` +
      `${unclear} neither; others' p99 ${stormed.p99} ms`,
    isMet: unclear === 0 && stormed.p99 < 500,
    wrong: unclearHow,
  });
} finally {
  await started?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
