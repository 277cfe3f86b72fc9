// `npm run cluster -- 3`: so many server processes on this machine on one database, behind a load balancer, to try it out.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbeddedMongodb } from "../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { BACKLOG } from "../server/http/openConnections.ts";
import { balancer } from "./cluster/balancer.ts";
import { ClusterProcess } from "./cluster/clusterProcess.ts";
import { freePort } from "./cluster/freePort.ts";

const READY_WITHIN_MS = 60_000;
const MOST_NODES = 32;
const MAIN = fileURLToPath(new URL("../server/main.js", import.meta.url));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const findProgram = (name: string): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

const startRedis = async (): Promise<{ url: string; end: () => Promise<void> } | undefined> => {
  const program = findProgram("redis-server");
  if (program === undefined) {
    return undefined;
  }
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const redis = new ClusterProcess({ command: program, args });
  return { url: `redis://127.0.0.1:${port}`, end: () => redis.end() };
};

const count = Number(process.argv[2] ?? 3);
if (!Number.isInteger(count) || count < 1 || count > MOST_NODES) {
  process.stderr.write(`How many? 1 to ${MOST_NODES}: npm run cluster -- 3\n`);
  process.exit(1);
}

const dataDir = process.env["DATA_DIR"] ?? "./data";
const port = Number(process.env["PORT"] ?? 3000);
const engine =
  process.env["MONGODB_URI"] === undefined
    ? await startEmbeddedMongodb({ dataDir: join(dataDir, "mongodb") })
    : undefined;
const redis = process.env["REDIS_URL"] === undefined ? await startRedis() : undefined;
const redisUrl = process.env["REDIS_URL"] ?? redis?.url;
const ports: number[] = [];
while (ports.length < count) {
  ports.push(await freePort());
}
const front = balancer(ports);
const url = process.env["PUBLIC_URL"] ?? `http://localhost:${port}`;
let ownerLink: string | undefined;
const nodes: ClusterProcess[] = [];

let isLeaving = false;
const leave = async (): Promise<void> => {
  if (isLeaving) {
    return;
  }
  isLeaving = true;
  await Promise.all(nodes.map((node) => node.end()));
  await front.close();
  await redis?.end();
  await engine?.stop();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void leave());
}

// One after the other: the first brings the database up to date and fills an empty one.
for (const nodePort of ports) {
  nodes.push(
    new ClusterProcess({
      command: process.execPath,
      args: [MAIN],
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        HOST: "127.0.0.1",
        PORT: String(nodePort),
        PUBLIC_URL: url,
        TRUST_PROXY: "loopback",
        MONGODB_URI: process.env["MONGODB_URI"] ?? engine?.uri,
        ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
      },
      onLine: (line) => {
        ownerLink = line.startsWith("Owner link:") ? line : ownerLink;
      },
    }),
  );
  const readyBy = performance.now() + READY_WITHIN_MS;
  while (!front.ready.includes(nodePort)) {
    if (performance.now() > readyBy) {
      throw new Error(`The node on port ${nodePort} did not become ready`);
    }
    await pause(50);
  }
  say(`Node ${nodes.length} of ${count} is ready on port ${nodePort}`);
}
if (redisUrl === undefined) {
  say("Without Redis: the nodes do not tell each other what changes (install redis-server)");
}
await new Promise<void>((resolve, reject) => {
  front.server.once("error", reject);
  const host = process.env["HOST"] ?? "127.0.0.1";
  front.server.listen({ port, host, backlog: BACKLOG }, resolve);
});
say(`Listening on ${url}`);
if (ownerLink !== undefined) {
  say(ownerLink);
}
