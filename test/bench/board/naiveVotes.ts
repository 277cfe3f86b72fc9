import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { startEmbeddedMongodb } from "../../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { connectDatabase } from "../../../server/database/connectDatabase.ts";
import type { Crowd } from "../crowd/seedCrowd.ts";

const WORKERS = 64;

/** The naive way on the same database: a transaction of its own for each vote, tried again on conflict. */
export const naiveVotes = async (crowd: Crowd, ideas: number, seconds: number): Promise<number> => {
  const engine = await startEmbeddedMongodb({ dataDir: join(crowd.dataDir, "mongodb") });
  const connection = await connectDatabase(engine.uri, "cocreate");
  const client = connection.getClient();
  const db = client.db("cocreate");
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      const session = client.startSession();
      for (let turn = 0; performance.now() < end; turn += 1) {
        const ideaId = crowd.ideaIds[(worker + turn) % ideas] ?? "";
        const vote = { _id: `${ideaId}:${randomUUID()}` as never };
        await session.withTransaction(async () => {
          await db.collection("votes").insertOne(vote, { session });
          await db
            .collection("ideas")
            .updateOne({ _id: ideaId as never }, { $inc: { votes: 1 } }, { session });
          await db
            .collection("boards")
            .updateOne({ _id: crowd.boardId as never }, { $inc: { rev: 1 } }, { session });
        });
        done += 1;
      }
      await session.endSession();
    }),
  );
  await connection.close();
  await engine.stop();
  return done / seconds;
};
