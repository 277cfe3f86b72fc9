import type { RunningServer } from "./startServer.ts";

const LEAVE_WITHIN_MS = 15_000;

/** SIGTERM and SIGINT end the program in good order, or after 15 seconds in any. */
export const installShutdown = (server: RunningServer): void => {
  let isLeaving = false;
  const leave = (signal: string): void => {
    if (isLeaving) {
      return;
    }
    isLeaving = true;
    server.log.info({ signal }, "leaving");
    setTimeout(() => process.exit(1), LEAVE_WITHIN_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        server.log.error({ err: fault }, "left in disorder");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, leave);
  }
};
