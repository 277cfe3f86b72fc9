import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  startEmbeddedMongodb,
  type EmbeddedMongodb,
} from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { DATA_FILE } from "../../server/embedded-mongodb/storage/tree.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { BODY_MAX } from "../../shared/ideas/idea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { newKey } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const run = promisify(execFile);

/** No file of the engine may grow beyond so many bytes: to it, that is a full disk. */
const limitFiles = (engine: EmbeddedMongodb, bytes: number | "unlimited") =>
  run("prlimit", ["--pid", String(engine.pid), `--fsize=${bytes}:unlimited`]);

describe("while the disk is full", () => {
  let dataDir: string;
  let engine: EmbeddedMongodb;
  let server: TestServer;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "test-full-"));
    engine = await startEmbeddedMongodb({ dataDir });
    server = await startServer({ mongodbUri: engine.uri });
  });
  afterAll(async () => {
    await server.stop();
    await engine.stop();
    await rm(dataDir, { recursive: true });
  });

  test("writes are unavailable with nothing of them done, and reading goes on [F7]", async () => {
    const idea = await server.idea();
    const { boardId } = idea;
    const other = await server.board();
    const voters = await Promise.all([server.member(), server.member(), server.member()]);
    const key = newKey();
    await limitFiles(engine, (await stat(join(dataDir, DATA_FILE))).size);
    // What the engine has taken from the disk before now is its own still.
    for (const body of ["x".repeat(BODY_MAX), ""]) {
      await vi.waitUntil(
        async () => {
          const input = { boardId: other.id, title: "Filler", body };
          return (await server.owner.answer(addIdea, input)).status !== 200;
        },
        { timeout: 20_000, interval: 0 },
      );
    }
    const before = await server.owner.do(getBoard, { boardId });

    const answers = await Promise.all([
      ...voters.map((voter) => voter.answer(castVote, { ideaId: idea.id })),
      server.owner.answer(addIdea, { boardId, title: "Too much" }, key),
    ]);
    for (const { status, headers, body } of answers) {
      expect([status, headers.get("retry-after")]).toEqual([503, "2"]);
      expect(body).toMatchObject({ ok: false, error: { code: "unavailable" } });
    }
    expect(await server.owner.do(getBoard, { boardId })).toEqual(before);
    expect(await server.owner.do(listVoters, { ideaId: idea.id })).toEqual({ voters: [] });
    expect((await server.guest().http("GET", "/livez")).status).toBe(200);

    await limitFiles(engine, "unlimited");
    const again = await Promise.all(
      voters.map((voter) => voter.rest(castVote, { ideaId: idea.id })),
    );
    expect(again.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await server.owner.rest(addIdea, { boardId, title: "Too much" }, key)).ok).toBe(true);
    const { ideas } = await server.owner.do(getBoard, { boardId });
    expect(ideas.map(({ title, votes }) => [title, votes])).toEqual([
      [idea.title, 3],
      ["Too much", 0],
    ]);
  });
});
