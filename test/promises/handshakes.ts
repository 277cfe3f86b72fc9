// P11 and P17: connections that come to nothing, floods, a storm. `npm run promises -- handshakes [CONNECTIONS] [SECONDS OF STORM]`
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { quantile } from "../bench/report.ts";
import { CONTINUATION, frame, PING, RawSocket, TEXT } from "../support/rawSocket.ts";
import { spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { tell } from "../support/tried.ts";

/** A source address has 28,000 ports at the most. */
const ADDRESSES = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`);
const PING_EVERY_MS = 20;
const FLOODERS = 50;
const MB = 1024 * 1024;

export interface HandshakesReport {
  readonly halfOpen: number;
  /** kB of resident memory for each connection that had come only so far. */
  readonly kBEachSilent: number;
  readonly kBEachUpgraded: number;
  /** Seconds from the last connect until the last of them was ended. */
  readonly endedAfter: number;
  readonly peakMB: number;
  /** Milliseconds of others' votes: at rest, under half-open connections, under floods, in the storm. */
  readonly p99: {
    readonly rest: number;
    readonly halfOpen: number;
    readonly floods: number;
    readonly storm: number;
  };
  readonly stormed: number;
  readonly admitted: number;
  readonly refused: number;
  /** Neither let in nor refused with a delay. */
  readonly unclear: number;
  readonly unclearHow: readonly string[];
  readonly meets: { readonly p11: boolean; readonly p17: boolean };
}

const memoryOf = async ({ pid }: SpawnedServer): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
};

const openAll = async (
  url: string,
  count: number,
  begin: (socket: RawSocket) => void,
): Promise<RawSocket[]> => {
  const sockets: RawSocket[] = [];
  for (let index = 0; index < count; index += 1) {
    const localAddress = ADDRESSES[index % ADDRESSES.length] ?? "127.0.0.1";
    const socket = new RawSocket(url, { localAddress });
    begin(socket);
    sockets.push(socket);
    if (index % 200 === 199) {
      await Promise.allSettled(sockets.slice(-200).map(({ connected }) => connected));
    }
  }
  await Promise.allSettled(sockets.map(({ connected }) => connected));
  return sockets;
};

const shares = { silent: 0.25, headers: 0.25, upgraded: 0.5 } as const;

/** Half of a handshake, of each kind, on one server; then floods; then a storm of whole ones. */
export const stormHandshakes = async (
  count: number,
  stormSeconds: number,
  progress: (line: string) => void = () => undefined,
): Promise<HandshakesReport> => {
  const server = await spawnServer();
  let isOver = false;
  try {
    const { people, ideas } = await spawnedScene(server, { people: 5, ideas: 1 });
    const ideaId = ideas[0]?.id ?? "";
    let times: number[] = [];
    let peak = 0;
    // Those who are there already, and notice nothing.
    const voting = people.map(async (person, index) => {
      for (let turn = index; !isOver; turn += 1) {
        const startedAt = performance.now();
        await person.send(turn % 2 === 0 ? castVote : withdrawVote, { ideaId });
        times.push(performance.now() - startedAt);
        await wait(PING_EVERY_MS);
      }
    });
    const measuring = (async () => {
      while (!isOver) {
        peak = Math.max(peak, await memoryOf(server));
        await wait(100);
      }
    })();
    const p99 = (): number => {
      const value = quantile(times, 0.99);
      times = [];
      return Math.round(value * 10) / 10;
    };
    await wait(1000);
    times = [];
    await wait(4000);
    const rest = p99();
    const before = await memoryOf(server);

    const silent = await openAll(server.url, Math.round(count * shares.silent), () => undefined);
    const kBEachSilent = ((await memoryOf(server)) - before) / 1024 / silent.length;
    const headers = await openAll(server.url, Math.round(count * shares.headers), ({ socket }) =>
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ${"x".repeat(1000)}`),
    );
    const beforeUpgrades = await memoryOf(server);
    const upgraded = await openAll(server.url, Math.round(count * shares.upgraded), (socket) =>
      socket.upgrade(),
    );
    const kBEachUpgraded = ((await memoryOf(server)) - beforeUpgrades) / 1024 / upgraded.length;
    const openedAt = performance.now();
    const all = [...silent, ...headers, ...upgraded];
    await Promise.race([Promise.all(all.map(({ closed }) => closed)), wait(15_000)]);
    const endedAfter = (performance.now() - openedAt) / 1000;
    const halfOpen = p99();
    progress(`${all.length} half-open, ended after ${endedAfter.toFixed(1)} s, p99 ${halfOpen} ms`);
    all.forEach((socket) => socket.end());

    // Whoever is cut comes again, for as long as it lasts.
    const floodUntil = performance.now() + 5000;
    const pings = Buffer.concat(Array.from({ length: 500 }, () => frame(PING, "x".repeat(125))));
    const pieces = Buffer.concat(
      Array.from({ length: 500 }, () => frame(CONTINUATION, "x", { isLast: false })),
    );
    const flooding = Array.from({ length: FLOODERS }, async (_, index) => {
      while (performance.now() < floodUntil) {
        const localAddress = ADDRESSES[index % ADDRESSES.length] ?? "127.0.0.1";
        const socket = new RawSocket(server.url, { localAddress }).upgrade();
        await socket.hears(/0\{"sid"/).catch(() => undefined);
        // It reads no answers.
        socket.socket.pause();
        socket.send(TEXT, "4", { isLast: false });
        while (!socket.socket.destroyed && performance.now() < floodUntil) {
          socket.socket.write(index % 2 === 0 ? pings : pieces);
          await wait(5);
        }
        socket.end();
      }
    });
    await Promise.all(flooding);
    const floods = p99();
    progress(`floods: p99 ${floods} ms`);
    await wait(1500);
    times = [];

    const storm = { stormed: 0, admitted: 0, refused: 0, unclear: 0 };
    const unclearHow: string[] = [];
    const knocking: Promise<void>[] = [];
    const knock = async (localAddress: string): Promise<void> => {
      const startedAt = performance.now();
      const socket = new RawSocket(server.url, { localAddress }).upgrade();
      try {
        const first = await socket.hears(/0\{"sid"|503 Service Unavailable\r\nRetry-After: \d/);
        if (first.startsWith("503")) {
          storm.refused += 1;
          return;
        }
        socket.send(TEXT, "40");
        const answer = await socket.hears(/40\{"sid"|44\{.*?"retryAfter":[\d.]+/);
        storm[answer.startsWith("40") ? "admitted" : "refused"] += 1;
      } catch (reason) {
        storm.unclear += 1;
        const after = Math.round(performance.now() - startedAt);
        unclearHow.push(`after ${after} ms: ${socket.fault ?? String(reason)}`);
      } finally {
        socket.end();
      }
    };
    // Twice of what a core admits, spread over each second.
    for (let tenth = 0; tenth < stormSeconds * 10; tenth += 1) {
      const startedAt = performance.now();
      for (let index = 0; index < 200; index += 1) {
        storm.stormed += 1;
        knocking.push(knock(ADDRESSES[index % ADDRESSES.length] ?? "127.0.0.1"));
      }
      await wait(Math.max(100 - (performance.now() - startedAt), 0));
    }
    await Promise.all(knocking);
    const stormP99 = p99();
    isOver = true;
    await Promise.all([...voting, measuring]);
    await Promise.all(people.map((person) => person.leave()));
    const peakMB = Math.round(peak / MB);
    return {
      halfOpen: all.length,
      kBEachSilent,
      kBEachUpgraded,
      endedAfter,
      peakMB,
      p99: { rest, halfOpen, floods, storm: stormP99 },
      ...storm,
      unclearHow,
      meets: {
        p11:
          Math.max(kBEachSilent, kBEachUpgraded) <= 32 &&
          endedAfter <= 6 &&
          peakMB < 400 &&
          Math.max(halfOpen, floods) < 2 * rest,
        p17: storm.unclear === 0 && stormP99 < 500,
      },
    };
  } finally {
    isOver = true;
    await server.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [connections, seconds] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 5)];
  const report = await stormHandshakes(connections, seconds, (line) =>
    process.stdout.write(`${line}\n`),
  );
  const { kBEachSilent, kBEachUpgraded, endedAfter, peakMB, p99, meets } = report;
  tell({
    promise: "P11",
    asked: "≤ 32 kB each, ended within 5 s, < 400 MB, others' p99 less than doubles",
    seen:
      `${report.halfOpen} half-open handshakes, ${kBEachSilent.toFixed(1)} kB each silent, ${kBEachUpgraded.toFixed(1)} kB upgraded, ` +
      `ended after ${endedAfter.toFixed(1)} s, ${peakMB} MB at most; others' p99 ${p99.rest} ms at rest, ${p99.halfOpen} ms then, ${p99.floods} ms under floods`,
    isMet: meets.p11,
  });
  tell({
    promise: "P17",
    asked: "everybody is let in or told when to come back; others' p99 < 500 ms",
    seen:
      `${report.stormed} connects in ${seconds} s, ${report.admitted} admitted, ${report.refused} refused with a delay, ` +
      `${report.unclear} neither; others' p99 ${p99.storm} ms`,
    isMet: meets.p17,
    wrong: report.unclearHow,
  });
}
