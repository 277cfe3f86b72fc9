import * as Y from "yjs";
import { median, type Row } from "../report.ts";
import { withContender } from "./contenders.ts";
import { joinOnce, putState } from "./documentSocket.ts";

const JOINS = 100;

/** Joining a large document that others have open. */
export const joins = async (state: Uint8Array): Promise<Row[]> => {
  const rows: Row[] = [];
  const names = ["ours", "y-websocket", "Hocuspocus"] as const;
  const figures = new Map<string, { time: number; cpu: number }>();
  for (const name of names) {
    await withContender(name, { documents: 1, people: 1 }, async (contender) => {
      const { server, dialect, cookies } = contender;
      const stay = await putState(server.port, dialect(0), state, cookies[0]);
      const size = state.length * 0.9;
      const join = () => joinOnce(server.port, dialect(0), size, cookies[0]);
      await join();
      const before = server.cpu();
      const times: number[] = [];
      for (let count = 0; count < JOINS; count += 1) {
        times.push(await join());
      }
      const cpu = ((server.cpu() - before) * 1000) / times.length;
      figures.set(name, { time: median(times), cpu });
      stay.close();
    });
  }
  const peersOf = (figure: "time" | "cpu") =>
    Object.fromEntries(
      names.slice(1).map((name) => [name, figures.get(name)?.[figure] ?? Number.NaN]),
    );
  const own = figures.get("ours") ?? { time: Number.NaN, cpu: Number.NaN };
  rows.push({
    name: "a client joins the open large trace: p50",
    unit: "ms",
    ours: own.time,
    peers: peersOf("time"),
    goal: "≤ 1/3 of y-websocket's",
    met: own.time <= (peersOf("time")["y-websocket"] ?? 0) / 3,
  });
  rows.push({
    name: "a client joins the open large trace: server's processor time",
    unit: "ms",
    ours: own.cpu,
    peers: peersOf("cpu"),
    goal: "≤ 1/5 of y-websocket's",
    met: own.cpu <= (peersOf("cpu")["y-websocket"] ?? 0) / 5,
  });
  return rows;
};

/** Joining a large document that nobody has open. */
export const coldJoins = async (state: Uint8Array): Promise<Row[]> => {
  const rows: Row[] = [];
  const own = await withContender("ours", { documents: 10, people: 1 }, async (contender) => {
    const { dialect, cookies } = contender;
    const times: number[] = [];
    for (let index = 0; index < 10; index += 1) {
      const reader = await putState(contender.server.port, dialect(index), state, cookies[0]);
      reader.close();
    }
    await contender.restart?.();
    for (let index = 0; index < 10; index += 1) {
      const size = state.length * 0.9;
      times.push(await joinOnce(contender.server.port, dialect(index), size, cookies[0]));
    }
    return median(times);
  });
  const loads: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const begun = performance.now();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    Y.encodeStateAsUpdate(doc);
    loads.push(performance.now() - begun);
  }
  rows.push({
    name: "a client joins the closed large trace: p50 with the database read",
    unit: "ms",
    ours: own,
    peers: { "what every peer does, without a database": median(loads) },
    goal: "≤ 1/10 of theirs",
    met: own <= median(loads) / 10,
  });
  return rows;
};
