import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connectDatabase } from "../../server/database/connectDatabase.ts";
import { idMaker, type NewId } from "../../server/database/newId.ts";
import { realTimers } from "../../server/database/timers.ts";
import { commitWork } from "../../server/dispatch/commitWork.ts";
import type { LaneDeps } from "../../server/dispatch/lane.ts";
import { bringIdeas } from "../../server/imports/bringIdeas.ts";
import type { BroughtIdea } from "../../server/imports/broughtIdea.ts";
import { Lanes } from "../../server/dispatch/lanes.ts";
import { runImport } from "../../server/imports/runImport.ts";
import { openStore } from "../../server/store.ts";
import type { TestServer } from "../support/startServer.ts";

const now = (): Date => new Date();

/** An importer beside a server: with a connection and lanes of its own, as a process of its own has them. */
export const startImporter = async (server: TestServer) => {
  const connection = await connectDatabase(inject("mongodbUri"), server.dbName);
  const store = openStore(connection);
  const { kinds, broughtRepo } = store;
  const deps: LaneDeps = {
    commit: (work) => commitWork(connection, work),
    timers: realTimers,
    now,
    random: Math.random,
    committed: () => undefined,
  };
  const said: string[] = [];
  const newId = idMaker(now, randomBytes);

  return {
    store,
    said,
    stop: () => connection.close(),

    bring: (
      boardId: string,
      ideas: readonly BroughtIdea[],
      given: { newId?: NewId; source?: string; progress?: (done: number) => void } = {},
    ) =>
      bringIdeas(
        {
          kinds,
          broughtRepo,
          boardLanes: new Lanes(kinds.boards, deps),
          newId: given.newId ?? newId,
          randomBytes,
        },
        {
          boardId,
          source: given.source ?? "elsewhere",
          ideas,
          ...(given.progress && { progress: given.progress }),
        },
      ),

    run: (wanted: Omit<Parameters<typeof runImport>[1], "isDryRun"> & { isDryRun?: boolean }) =>
      runImport(
        {
          store,
          newId,
          now,
          random: Math.random,
          randomBytes,
          say: (line) => said.push(line),
          progress: () => undefined,
        },
        { isDryRun: false, ...wanted },
      ),
  };
};

export type Importer = Awaited<ReturnType<typeof startImporter>>;
