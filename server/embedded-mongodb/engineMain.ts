import { listen } from "./listen.ts";
import { openEngine } from "./openEngine.ts";
import { removeForsakenFolders } from "./socketFolder.ts";
import type { EngineNotice } from "./startEmbeddedMongodb.ts";

/** The engine's own process: serves one data folder on a socket file until its parent ends. */
const [dataDir = "", socketPath = ""] = process.argv.slice(2);

const tell = (notice: EngineNotice) => {
  if (process.connected) {
    process.send?.(notice);
  }
};

const onFault = (fault: unknown) => {
  tell({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
};

let isLeaving = false;
let leave: (() => Promise<void>) | undefined;

async function end(): Promise<void> {
  if (isLeaving) {
    return;
  }
  isLeaving = true;
  await leave?.();
  process.exit(0);
}

// Terminals and service managers send these to every process of a group, while the parent still writes: it is
// for the parent to say when all is over.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => void end());
process.on("uncaughtException", (fault) => {
  onFault(fault);
  process.exit(1);
});

try {
  const { engine, close } = await openEngine({ dataDir, onFault });
  const listening = await listen(engine, { socketPath }, onFault);
  leave = async () => {
    engine.sessions.abortAll();
    await listening.close();
    await close();
  };
  tell({ ready: true });
  removeForsakenFolders().catch(onFault);
  if (!process.connected) {
    await end();
  }
} catch (fault) {
  tell({ refused: fault instanceof Error ? fault.message : String(fault) });
  process.exitCode = 1;
  process.disconnect?.();
}
