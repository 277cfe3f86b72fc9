import { join } from "node:path";
import type { Row } from "../report.ts";
import { withContender } from "./contenders.ts";
import { openCrowd, type CrowdProgram } from "./crowd.ts";
import { writeCrowdFile } from "./crowdFile.ts";
import { putState, stayIn } from "./documentSocket.ts";

const IDLE = 2000;
const LARGE = 1000;
/** Without the frames' heads. */
const MOST_OF_IT = 0.9;

/** What a connection costs that says nothing. */
export const idleConnections = async ({ program, folder }: CrowdProgram): Promise<Row[]> => {
  const rows: Row[] = [];
  const names = ["ours", "y-websocket", "Hocuspocus"] as const;
  const kilobytes = new Map<string, number>();
  for (const name of names) {
    await withContender(name, { documents: 1, people: 100 }, async (contender) => {
      const { server, dialect, cookies } = contender;
      const { port } = server;
      const file = join(folder, "crowd.bin");
      const of = (clients: number) => ({ clients, port, writers: 0, edits: 0, cookies });
      await writeCrowdFile(file, { dialect: dialect(0), ...of(200) });
      const warm = await openCrowd(program, file, port, ["idle"]);
      const before = server.memory();
      await writeCrowdFile(file, { dialect: dialect(0), ...of(IDLE) });
      const crowd = await openCrowd(program, file, port, ["idle"]);
      kilobytes.set(name, (server.memory() - before) / 1024 / IDLE);
      await crowd.stop();
      await warm.stop();
    });
  }
  const own = kilobytes.get("ours") ?? Number.NaN;
  const peers = Object.fromEntries(names.slice(1).map((name) => [name, kilobytes.get(name) ?? 0]));
  rows.push({
    name: `${IDLE} idle connections: resident memory each`,
    unit: "kB",
    ours: own,
    peers,
    goal: "≤ y-websocket's",
    met: own <= (peers["y-websocket"] ?? 0),
  });
  return rows;
};

/** What documents cost that are only read. A server that stores them has them from before; in the others they are put. */
export const openDocuments = async (state: Uint8Array): Promise<Row[]> => {
  const rows: Row[] = [];
  const names = ["ours", "y-websocket", "Hocuspocus"] as const;
  for (const count of [1, 100, LARGE]) {
    const megabytes = new Map<string, number>();
    for (const name of names) {
      await withContender(name, { documents: count, people: 1, state }, async (contender) => {
        const { server, dialect, cookies, isFilled } = contender;
        const open = (index: number) =>
          isFilled
            ? stayIn(server.port, dialect(index), state.length * MOST_OF_IT, cookies[0])
            : putState(server.port, dialect(index), state, cookies[0]);
        const before = server.memory();
        const readers = [];
        for (let index = 0; index < count; index += 1) {
          readers.push(await open(index));
        }
        megabytes.set(name, (server.memory() - before) / 1e6);
        if (!readers.every(({ isOpen }) => isOpen)) {
          throw new Error(`${name} has closed some of its readers`);
        }
        readers.forEach((reader) => reader.close());
      });
    }
    const own = megabytes.get("ours") ?? Number.NaN;
    const peers = Object.fromEntries(
      names.slice(1).map((name) => [name, megabytes.get(name) ?? 0]),
    );
    rows.push({
      name: `${count} large document(s) open by readers: resident memory over base`,
      unit: "MB",
      ours: own,
      peers,
      goal: "≤ 1/8 of y-websocket's at 1,000",
      met: count < LARGE || own <= (peers["y-websocket"] ?? 0) / 8,
    });
  }
  return rows;
};
