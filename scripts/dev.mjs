// `npm run dev`: the compiler watching, the server restarted after it, and the client served by Vite with hot reload.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { join } from "node:path";
import { orRefuse, prepare, root, tool } from "./prepare.mjs";

const CLIENT_URL = "http://localhost:5173";
const SETTLED_MS = 300;

await orRefuse(prepare);

const running = new Set();

/** In a group of its own, where the system has such: the compiler's command starts another process, which must end with it. */
const start = (args, env = process.env) => {
  const detached = process.platform !== "win32";
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", detached, env });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
};

const end = (child) => {
  if (child.exitCode === null && child.signalCode === null) {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGTERM");
  }
};

const startServer = () =>
  start(["dist/server/main.js"], { PUBLIC_URL: CLIENT_URL, ...process.env });

start([tool("tsc", "typescript"), "-b", "--watch", "--preserveWatchOutput", "shared", "server"]);
start([tool("vite"), "-c", "client/vite.config.ts"]);
let server = startServer();

const restart = async () => {
  if (running.has(server)) {
    const ended = once(server, "exit");
    end(server);
    await ended;
  }
  server = startServer();
};

let restarted = Promise.resolve();
let settled;
for (const folder of ["server", "shared"]) {
  watch(join(root, "dist", folder), { recursive: true }, (_event, file) => {
    if (file?.endsWith(".js")) {
      clearTimeout(settled);
      settled = setTimeout(() => {
        restarted = restarted.then(restart);
      }, SETTLED_MS);
    }
  });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    for (const child of running) {
      end(child);
    }
    process.exit();
  });
}
