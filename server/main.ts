import { installShutdown } from "./operations/shutdown.ts";
import { startServer } from "./operations/startServer.ts";
import { readSettings, WrongSettings } from "./settings.ts";

const refuse = (reason: string): never => {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
};

try {
  installShutdown(await startServer(readSettings(process.env)));
} catch (reason) {
  if (reason instanceof WrongSettings) {
    refuse(`These settings are wrong:\n${reason.message}`);
  }
  refuse(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
}
