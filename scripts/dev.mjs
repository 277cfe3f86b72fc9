// `npm run dev`: the compiler watching, the server restarting after it, and the client served by Vite with hot reload.
import { spawn } from "node:child_process";
import { orRefuse, prepare, root, tool } from "./prepare.mjs";

await orRefuse(prepare);

const children = [
  [tool("tsc", "typescript"), "-b", "--watch", "--preserveWatchOutput", "shared", "server"],
  ["--watch", "--watch-preserve-output", "dist/server/main.js"],
  [tool("vite"), "-c", "client/vite.config.ts"],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: "inherit" }));

const endAll = () => children.forEach((child) => child.kill("SIGTERM"));
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, endAll);
}
for (const child of children) {
  child.once("exit", endAll);
}
