import { existsSync } from "node:fs";
import type { Connection } from "mongoose";
import { connectDatabase } from "../database/connectDatabase.ts";
import { engineFolder } from "../database/engineFolder.ts";
import { startEmbeddedMongodb } from "../embedded-mongodb/startEmbeddedMongodb.ts";
import type { Settings } from "../settings.ts";
import { ImportProblem } from "./importProblem.ts";
import { runningEngine } from "./runningEngine.ts";

interface ImportDatabase {
  readonly connection: Connection;
  close(): Promise<void>;
}

/**
 * The server's database: that of MONGODB_URI, or else the embedded engine on the server's data folder. If
 * a server runs on them, its engine is used, and else one is started for as long as the import takes.
 */
export const openImportDatabase = async ({
  MONGODB_URI,
  DATA_DIR,
}: Pick<Settings, "MONGODB_URI" | "DATA_DIR">): Promise<ImportDatabase> => {
  const dataDir = engineFolder({ DATA_DIR });
  if (MONGODB_URI === undefined && !existsSync(dataDir)) {
    throw new ImportProblem(
      `There are no data in ${DATA_DIR}. Start the server once, or set DATA_DIR or MONGODB_URI`,
    );
  }
  const known = MONGODB_URI ?? (await runningEngine(dataDir));
  if (known !== undefined) {
    const connection = await connectDatabase(known);
    return { connection, close: () => connection.close() };
  }
  const engine = await startEmbeddedMongodb({ dataDir });
  try {
    const connection = await connectDatabase(engine.uri);
    return {
      connection,
      close: async () => {
        await connection.close();
        await engine.stop();
      },
    };
  } catch (reason) {
    await engine.stop();
    throw reason;
  }
};
