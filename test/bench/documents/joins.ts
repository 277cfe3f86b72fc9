import * as Y from "yjs";
import { median, type Row } from "../report.ts";
import { withContender, type Contender, type ContenderName } from "./contenders.ts";
import { joinOnce, putState } from "./documentSocket.ts";
import { settled } from "./settled.ts";

const JOINS = 100;
/** Documents that nobody has open: of a server that has opened as many others since it began. */
const CLOSED = 20;
const LOADS = 15;
/** Without the frames' heads. */
const MOST_OF_IT = 0.9;

interface Joined {
  readonly time: number;
  readonly cpu: number;
}

/** Joins in turn, by these people if any; the median time and the server's processor time of one, in milliseconds. */
const join = async (
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
      peers.set(name, await join(contender, size, [undefined]));
      stay.close();
    });
  }
  const own = await withContender("ours", { documents: 1, people: 1 + JOINS }, async (ours) => {
    const [first, ...others] = ours.cookies;
    const stay = await putState(ours.server.port, ours.dialect(0), state, first);
    await joinOnce(ours.server.port, ours.dialect(0), size, first);
    const each = await join(ours, size, others);
    const again = await join(ours, size, [first]);
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

/** Joining a large document that nobody has open. */
export const coldJoins = async (state: Uint8Array): Promise<Row[]> => {
  const rows: Row[] = [];
  const own = await withContender(
    "ours",
    { documents: 2 * CLOSED, people: 1 },
    async (contender) => {
      const { dialect, cookies } = contender;
      const times: number[] = [];
      for (let index = 0; index < 2 * CLOSED; index += 1) {
        const reader = await putState(contender.server.port, dialect(index), state, cookies[0]);
        reader.close();
      }
      await settled(contender.server);
      await contender.restart?.();
      for (let index = 0; index < 2 * CLOSED; index += 1) {
        const size = state.length * MOST_OF_IT;
        times.push(await joinOnce(contender.server.port, dialect(index), size, cookies[0]));
      }
      const reads = (await contender.readTimes?.()) ?? [];
      return { whole: median(times.slice(CLOSED)), read: median(reads.slice(CLOSED)) };
    },
  );
  const loads: number[] = [];
  for (let count = 0; count < LOADS; count += 1) {
    const begun = performance.now();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    Y.encodeStateAsUpdate(doc);
    loads.push(performance.now() - begun);
  }
  const theirs = median(loads);
  rows.push({
    name: "a client joins the closed large trace: p50 but for the database's read of it",
    unit: "ms",
    ours: own.whole - own.read,
    peers: {
      "what every peer does": theirs,
      "ours with the read": own.whole,
      "the read by itself": own.read,
    },
    goal: "≤ 1/10 of what every peer does",
    met: own.whole - own.read <= theirs / 10,
  });
  return rows;
};
