import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MeasuredProcess } from "../crowd/builtServer.ts";
import { median, type Row } from "../report.ts";
import { withContender, type Contender, type ContenderName } from "./contenders.ts";
import { yWebsocket, type Dialect } from "./crowdFile.ts";
import { joinOnce, putState } from "./documentSocket.ts";
import { startPeer } from "./peer.ts";
import { settled } from "./settled.ts";

const JOINS = 100;
/** Documents that nobody has open, opened one after the other; as many again are measured. */
const CLOSED = 20;
const STARTS = 3;
/** Without the frames' heads. */
const MOST_OF_IT = 0.9;

interface Joined {
  readonly time: number;
  readonly cpu: number;
}

/** Joins in turn, by these people if any; the median time and the server's processor time of one, in milliseconds. */
const joinsOf = async (
  { server, dialect }: Contender,
  size: number,
  cookies: readonly (string | undefined)[],
): Promise<Joined> => {
  await settled(server);
  const before = server.cpu();
  const times: number[] = [];
  for (let count = 0; count < JOINS; count += 1) {
    times.push(await joinOnce(server.port, dialect(0), size, cookies[count % cookies.length]));
  }
  return { time: median(times), cpu: ((server.cpu() - before) * 1000) / JOINS };
};

/** Joining a large document that others have open. */
export const joins = async (state: Uint8Array): Promise<Row[]> => {
  const size = state.length * MOST_OF_IT;
  const peers = new Map<ContenderName, Joined>();
  for (const name of ["y-websocket", "Hocuspocus"] as const) {
    await withContender(name, { documents: 1, people: 0 }, async (contender) => {
      const { server, dialect } = contender;
      const stay = await putState(server.port, dialect(0), state);
      await joinOnce(server.port, dialect(0), size);
      peers.set(name, await joinsOf(contender, size, [undefined]));
      stay.close();
    });
  }
  const own = await withContender("ours", { documents: 1, people: 1 + JOINS }, async (ours) => {
    const [first, ...others] = ours.cookies;
    const stay = await putState(ours.server.port, ours.dialect(0), state, first);
    await joinOnce(ours.server.port, ours.dialect(0), size, first);
    const each = await joinsOf(ours, size, others);
    const again = await joinsOf(ours, size, [first]);
    stay.close();
    return { each, again };
  });

  const row = (who: string, joined: Joined, figure: keyof Joined, share: number): Row => {
    const [reference] = peers.values();
    const limit = (reference?.[figure] ?? 0) / share;
    return {
      name: `${who} open large trace: ${figure === "time" ? "p50" : "server's processor time"}`,
      unit: "ms",
      ours: joined[figure],
      peers: Object.fromEntries([...peers].map(([name, theirs]) => [name, theirs[figure]])),
      goal: `≤ 1/${share} of y-websocket's`,
      met: joined[figure] <= limit,
    };
  };
  return [
    row("a client joins the", own.again, "time", 3),
    row("a client joins the", own.again, "cpu", 5),
    row("a hundred people, one after the other, join the", own.each, "time", 3),
    row("a hundred people, one after the other, join the", own.each, "cpu", 5),
  ];
};

/** Joins of documents that nobody has open, each of its own: that right after the start, and the median of later ones. */
interface Closed {
  readonly first: number;
  readonly later: number;
}

const joinClosed = async (
  server: MeasuredProcess,
  dialect: (index: number) => Dialect,
  size: number,
  cookie?: string,
): Promise<readonly number[]> => {
  await settled(server);
  const times: number[] = [];
  for (let index = 0; index < 2 * CLOSED; index += 1) {
    times.push(await joinOnce(server.port, dialect(index), size, cookie));
  }
  return times;
};

const closedOf = (starts: readonly (readonly number[])[]): Closed => ({
  first: median(starts.map(([first]) => first ?? Number.NaN)),
  later: median(starts.flatMap((times) => times.slice(CLOSED))),
});

const storingPeer = async (state: Uint8Array, size: number): Promise<Closed> => {
  const folder = await mkdtemp(join(tmpdir(), "bench-documents-state-"));
  const file = join(folder, "state.bin");
  await writeFile(file, state);
  const starts: (readonly number[])[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const server = await startPeer("y-websocket", file);
    try {
      starts.push(await joinClosed(server, (index) => yWebsocket(`/documents/${index}`), size));
    } finally {
      await server.stop();
    }
  }
  await rm(folder, { recursive: true });
  return closedOf(starts);
};

/** Joining a large document that nobody has open. */
export const coldJoins = async (state: Uint8Array): Promise<Row[]> => {
  const size = state.length * MOST_OF_IT;
  const own = await withContender("ours", { documents: 2 * CLOSED, people: 1 }, async (ours) => {
    const { dialect, cookies } = ours;
    for (let index = 0; index < 2 * CLOSED; index += 1) {
      const reader = await putState(ours.server.port, dialect(index), state, cookies[0]);
      reader.close();
    }
    await settled(ours.server);
    const starts: (readonly number[])[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      await ours.restart?.();
      starts.push(await joinClosed(ours.server, dialect, size, cookies[0]));
    }
    const reads = (await ours.readTimes?.()) ?? [];
    const [first = Number.NaN] = reads;
    return { whole: closedOf(starts), read: { first, later: median(reads.slice(CLOSED)) } };
  });
  const theirs = await storingPeer(state, size);
  const row = (when: keyof Closed, who: string): Row => {
    const ours = own.whole[when] - own.read[when];
    return {
      name: `a client joins the closed large trace, ${who}: p50 but for the database's read of it`,
      unit: "ms",
      ours,
      peers: {
        "y-websocket": theirs[when],
        "ours with the read": own.whole[when],
        "the read by itself": own.read[when],
      },
      goal: "≤ 1/10 of y-websocket's",
      met: ours <= theirs[when] / 10,
    };
  };
  return [
    row("first", "the first that a server opens"),
    row("later", `of a server that has opened ${CLOSED} others`),
  ];
};
