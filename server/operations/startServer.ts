import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino, type Logger } from "pino";
import type { Connection } from "mongoose";
import { createApp, type App } from "../app.ts";
import { connectDatabase } from "../database/connectDatabase.ts";
import { engineFolder } from "../database/engineFolder.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { migrate } from "../database/migrate.ts";
import { migrations } from "../database/migrations.ts";
import { BACKLOG } from "../http/openConnections.ts";
import { startEmbeddedMongodb } from "../embedded-mongodb/startEmbeddedMongodb.ts";
import { mailer } from "../mail/mailer.ts";
import type { Settings } from "../settings.ts";
import { openStore } from "../store.ts";
import { prepareDemo } from "./demo.ts";
import { prepareInstallation } from "./installation.ts";
import { secretFile } from "./secretFile.ts";

/** With what is under way, well within the time that a signal gives. */
const LEAVING = { noticeMs: 1000, spreadMs: 4000 } as const;
const BELIEVED_MS = 1000;
const CONNECT_EVERY_MS = 2000;

export interface RunningServer {
  readonly app: App;
  readonly log: Logger;
  /** Finishes what is under way and closes everything. */
  stop(): Promise<void>;
}

interface Database {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** A database that is not up yet is waited for: machines of one system start in any order. */
const connectPatiently = async (uri: string, log: Logger): Promise<Connection> => {
  for (;;) {
    try {
      return await connectDatabase(uri);
    } catch (fault) {
      if (!isDatabaseAway(fault)) {
        throw fault;
      }
      log.warn({ err: fault }, "the database does not answer yet");
      await new Promise((resolve) => {
        setTimeout(resolve, CONNECT_EVERY_MS);
      });
    }
  }
};

const openDatabase = async (settings: Settings, log: Logger): Promise<Database> => {
  if (settings.MONGODB_URI !== undefined) {
    const connection = await connectPatiently(settings.MONGODB_URI, log);
    return { connection, close: () => connection.close() };
  }
  const engine = await startEmbeddedMongodb({
    dataDir: engineFolder(settings),
    onFault: (fault) => log.error({ err: fault }, "embedded database"),
  });
  const connection = await connectPatiently(engine.uri, log);
  return {
    connection,
    close: async () => {
      await connection.close();
      await engine.stop();
    },
  };
};

/** The built client, beside the built server. */
const clientFolder = fileURLToPath(new URL("../../client", import.meta.url));

/** Starts everything and says on standard output where it is, one thing a line. */
export const startServer = async (settings: Settings): Promise<RunningServer> => {
  const log = pino({ level: settings.LOG_LEVEL }, pino.destination({ dest: 2, sync: false }));
  const logFault = (fault: unknown): void => log.error({ err: fault }, "fault");
  if (!existsSync(join(clientFolder, "index.html"))) {
    throw new Error(`The client is not built: ${clientFolder} has no index.html`);
  }
  const secret = settings.SESSION_SECRET ?? (await secretFile(settings.DATA_DIR, "session-secret"));
  const database = await openDatabase(settings, log);
  const { connection } = database;
  // Into the embedded database only an import writes beside this process.
  const store = openStore(connection, settings.MONGODB_URI === undefined ? BELIEVED_MS : 0);
  await migrate(connection, migrations, () => new Date());
  const demoLine = await prepareDemo(store, settings);
  const { claimToken } = await prepareInstallation(store);

  const app = createApp({
    store,
    log,
    mailer: mailer({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, logFault }),
    secret,
    publicUrl: settings.PUBLIC_URL,
    trustProxy: settings.TRUST_PROXY,
    clientFolder,
    hasRateLimits: settings.RATE_LIMITS,
    redisUrl: settings.REDIS_URL,
    documentWindowMs: settings.DOCUMENT_WINDOW_MS,
    searchFolder: join(settings.DATA_DIR, "search"),
  });
  await new Promise<void>((resolve, reject) => {
    app.http.once("error", reject);
    const { PORT: port, HOST: host } = settings;
    app.http.listen({ port, host, backlog: BACKLOG }, () => resolve());
  });
  say(`Listening on ${app.url()}`);
  if (claimToken !== undefined) {
    say(`Owner link: ${app.url()}/claim-owner#token=${claimToken}`);
  }
  if (demoLine !== undefined) {
    say(demoLine);
  }
  return {
    app,
    log,
    stop: async () => {
      await app.close(LEAVING);
      await database.close();
    },
  };
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
