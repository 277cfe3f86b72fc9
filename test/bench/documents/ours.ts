import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectDatabase } from "../../../server/database/connectDatabase.ts";
import {
  documentEntryModel,
  documentSnapshotModel,
} from "../../../server/documents/documentEntryModel.ts";
import { journalRepo } from "../../../server/documents/journalRepo.ts";
import { startEmbeddedMongodb } from "../../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { DocumentName } from "../../../shared/documents/documentName.ts";
import { builtServer } from "../crowd/builtServer.ts";
import { seedCrowd } from "../crowd/seedCrowd.ts";
import type { Contender, Needs } from "./contenders.ts";
import { yWebsocket } from "./crowdFile.ts";

/** The built server with pages that its people may edit: logins, rights, admission and the journal included. */
export const ours = async (needs: Needs): Promise<Contender> => {
  const dataDir = await mkdtemp(join(tmpdir(), "bench-documents-data-"));
  const { people, documents, state } = needs;
  const crowd = await seedCrowd(dataDir, { people, ideas: 1, pages: documents, pageState: state });
  const start = () => builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  const contender: Contender = {
    server: await start(),
    dialect: (index) => yWebsocket(`/documents/page:${crowd.pageIds[index] ?? ""}`),
    cookies: crowd.cookies,
    isFilled: state !== undefined,
    restart: async () => {
      await contender.server.stop();
      contender.server = await start();
    },
    readTimes: async () => {
      await contender.server.stop();
      const engine = await startEmbeddedMongodb({ dataDir: join(dataDir, "mongodb") });
      const connection = await connectDatabase(engine.uri, "cocreate");
      const repo = journalRepo(documentEntryModel(connection), documentSnapshotModel(connection));
      const times: number[] = [];
      for (const pageId of crowd.pageIds) {
        const startedAt = performance.now();
        const snapshots = repo.readSnapshots(DocumentName.parse(`page:${pageId}`));
        await snapshots[Symbol.asyncIterator]().next();
        times.push(performance.now() - startedAt);
      }
      await connection.close();
      await engine.stop();
      return times;
    },
    stop: async () => {
      await contender.server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
    },
  };
  return contender;
};
