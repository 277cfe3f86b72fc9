import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const BINARIES = ["/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"];

export interface PostgresServer {
  /** Where its socket lies. */
  folder: string;
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
    // Each kind of client keeps its own.
    "-c",
    "max_connections=300",
  ];
  const child = spawn(command, given, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (spawnSync(join(folder, "pg_isready"), ["-q", "-h", home]).status !== 0) {
    await setTimeout(50);
  }
  const pid = Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  return {
    folder: home,
    pid,
    async stop() {
      // The child may be the program that made another user of it.
      process.kill(pid, "SIGINT");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}
