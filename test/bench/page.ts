// A board's first page with the largest idea set imported: npm run bench -- page [--json FILE]
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtServer } from "./crowd/builtServer.ts";
import { askAgain } from "./crowd/requests.ts";
import { seedCrowd } from "./crowd/seedCrowd.ts";
import { quantile, report, type Row } from "./report.ts";

const ROOT = join(import.meta.dirname, "../..");
const IDEAS = join(ROOT, "../shared/data/decide-madrid/proposals-2024.csv");
const GOAL_MS = 50;
const SECONDS = 5;

if (!existsSync(IDEAS)) {
  throw new Error(`The idea set to measure with is missing: ${IDEAS}`);
}
const dataDir = await mkdtemp(join(tmpdir(), "bench-page-"));
try {
  const crowd = await seedCrowd(dataDir, { people: 20, ideas: 0 });
  const imported = execFileSync(
    process.execPath,
    [join(ROOT, "dist/scripts/import.js"), "--community", "bench", "--board", "Madrid", IDEAS],
    { env: { ...process.env, DATA_DIR: dataDir }, encoding: "utf8" },
  );
  process.stdout.write(`${imported.trimEnd().split("\n").slice(-6).join("\n")}\n`);
  const server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  const { value } = (await (
    await fetch(`http://127.0.0.1:${server.port}/api/communities/bench`)
  ).json()) as { value: { boards: { id: string; name: string; ideas: number }[] } };
  const board = value.boards.find(({ name }) => name === "Madrid");
  const path = `/api/boards/${board?.id}`;
  const rows: Row[] = [];
  const measure = async (
    name: string,
    query: string,
    { connections, headers }: { connections: number; headers: Record<string, string> },
  ) => {
    await askAgain(server.port, `${path}${query}`, { connections: 2, seconds: 0.5, headers });
    const times = await askAgain(server.port, `${path}${query}`, {
      connections,
      seconds: SECONDS,
      headers,
    });
    const p95 = quantile(times, 0.95);
    rows.push({
      name: `${name}, ${board?.ideas} ideas, ${connections} connections: p95`,
      unit: "ms",
      ours: p95,
      peers: { p50: quantile(times, 0.5), "answers/s": times.length / SECONDS },
      goal: `< ${GOAL_MS} ms`,
      met: p95 < GOAL_MS,
    });
  };
  await measure("first page for a guest", "", { connections: 20, headers: {} });
  const headers = { cookie: crowd.cookies[0] ?? "" };
  // A few at a time, and as many as it takes to keep both cores busy.
  await measure("first page for somebody logged in", "", { connections: 4, headers });
  await measure("first page for somebody logged in", "", { connections: 20, headers });
  await measure("newest of one status", "?sort=new&status=open", { connections: 4, headers });
  await server.stop();
  await report(rows);
} finally {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
