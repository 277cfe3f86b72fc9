import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { PostgresClient } from "./postgresClient.ts";

const BINARIES = ["/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"];

export interface PostgresServer {
  socket: string;
  pid: number;
  stop: () => Promise<void>;
}

/** PostgreSQL as it comes, durable, on a folder of its own; nothing where it is not installed. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const folder = BINARIES.find((each) => existsSync(join(each, "initdb")));
  if (folder === undefined) {
    return undefined;
  }
  const home = await mkdtemp(join(tmpdir(), "bench-postgres-"));
  await mkdir(join(home, "data"));
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const prefix: [string, ...string[]] | [] = isRoot ? ["runuser", "-u", "postgres", "--"] : [];
  if (isRoot) {
    execFileSync("chown", ["-R", "postgres", home]);
  }
  await chmod(home, 0o700);
  const [initdb, ...initArguments] = [
    ...prefix,
    join(folder, "initdb"),
    "-A",
    "trust",
    "-U",
    "postgres",
    join(home, "data"),
  ];
  execFileSync(initdb, initArguments, { stdio: "ignore" });
  const [command, ...given] = [
    ...prefix,
    join(folder, "postgres"),
    "-D",
    join(home, "data"),
    "-k",
    home,
    "-c",
    "listen_addresses=",
  ];
  const child = spawn(command, given, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const socket = join(home, ".s.PGSQL.5432");
  while (!(await isReady(socket))) {
    await setTimeout(50);
  }
  return {
    socket,
    pid: Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]),
    async stop() {
      child.kill("SIGINT");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function isReady(socket: string): Promise<boolean> {
  try {
    (await PostgresClient.connect(socket)).close();
    return true;
  } catch {
    return false;
  }
}
