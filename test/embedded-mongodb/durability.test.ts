import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { MongoClient, MongoServerError } from "mongodb";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { verifyStore } from "../../server/embedded-mongodb/maintenance/verifyStore.ts";
import { openEngine } from "../../server/embedded-mongodb/openEngine.ts";
import { openForReading } from "../../server/embedded-mongodb/storage/openForReading.ts";
import { killRun } from "./support/killRun.ts";
import { startTemporaryEngine } from "./support/temporaryEngine.ts";
import { openTestEngine, temporaryFolder, testEngine } from "./support/testEngine.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("durability", () => {
  test("an engine killed under writers keeps what it acknowledged, and transactions whole [D3]", async () => {
    const { missing, halfDone, miscounted, verification } = await killRun({
      kills: 3,
      writers: 8,
      seed: 5,
    });

    expect({ missing, halfDone, miscounted }).toEqual({
      missing: [],
      halfDone: [],
      miscounted: [],
    });
    expect(verification.faults).toEqual([]);
  }, 240_000);

  test("a full disk refuses writes, keeps the acknowledged ones readable, and goes on when there is room [D4]", async () => {
    const dataDir = await temporaryFolder();
    const limited = await serveWithFileLimit(dataDir, 4_096);
    const acknowledged: number[] = [];
    const documents = limited.client.db("test").collection<{ _id: number; pad: string }>("full");
    const refusal = await refused(async () => {
      for (let id = 0; ; id += 1) {
        await documents.insertOne({ _id: id, pad: "x".repeat(20_000) });
        acknowledged.push(id);
      }
    });
    const found = await documents.find({}, { projection: { _id: 1 }, sort: { _id: 1 } }).toArray();
    await limited.stop();

    expect(refusal).toMatchObject({ code: 14031 });
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(found.map(({ _id }) => _id)).toEqual(acknowledged);

    const roomy = await openTestEngine({ dataDir });
    onTestFinished(roomy.close);
    await roomy.db.collection<{ _id: string }>("full").insertOne({ _id: "after" });
    expect(await roomy.db.collection("full").countDocuments()).toBe(acknowledged.length + 1);
    expect(verifyStore(roomy.engine.store).faults).toEqual([]);
  }, 120_000);

  test("writers that wait together share one sync [D15]", async () => {
    const { engine, db } = await testEngine();
    const collection = db.collection("c");
    await collection.insertOne({ first: true });
    const before = engine.store.commits;

    await Promise.all(Array.from({ length: 100 }, (_, n) => collection.insertOne({ n })));

    expect(engine.store.commits - before).toBeLessThan(60);
  });
});

describe("the engine's process", () => {
  test("is started again at the same URI when it dies [D6]", async () => {
    const server = await startTemporaryEngine();
    onTestFinished(server.stop);
    const client = await new MongoClient(server.uri).connect();
    onTestFinished(() => client.close());
    await client.db("test").collection<{ _id: string }>("c").insertOne({ _id: "kept" });
    const pid = server.engine.pid ?? 0;

    process.kill(pid, "SIGKILL");

    await vi.waitFor(async () => {
      expect(await client.db("test").collection("c").findOne()).toEqual({ _id: "kept" });
    }, 20_000);
    expect(server.engine.pid).not.toBe(pid);
    expect(server.engine.uri).toBe(server.uri);
    expect(server.faults.map(({ message }) => message)).toEqual([
      "the database engine ended (SIGKILL); it is started again",
    ]);
  }, 90_000);

  test("ends by itself when its parent is killed, and leaves the folder to the next [D5, D6]", async () => {
    const dataDir = await temporaryFolder();
    const parent = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { startEmbeddedMongodb } from "${root}dist/server/embedded-mongodb/startEmbeddedMongodb.js";
         const engine = await startEmbeddedMongodb({ dataDir: ${JSON.stringify(dataDir)} });
         console.log(engine.pid);
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [output] = await once(parent.stdout, "data");
    const pid = Number(output);

    parent.kill("SIGKILL");
    const next = await openEngine({ dataDir, onFault: () => undefined });

    await next.close();
    await vi.waitFor(() => expect(hasEnded(pid)).toBe(true));
  }, 90_000);

  test("refuses a folder that another engine serves, and says which [D5]", async () => {
    const server = await startTemporaryEngine();
    onTestFinished(server.stop);

    const second = openEngine({ dataDir: server.dataDir, waitMs: 200, onFault: () => undefined });

    await expect(second).rejects.toThrow(
      `${server.dataDir} is in use by process ${server.engine.pid}: one engine at a time`,
    );
  }, 90_000);

  test("lets nobody but its owner in [D7]", async () => {
    const server = await startTemporaryEngine();
    onTestFinished(server.stop);
    const path = decodeURIComponent(/^mongodb:\/\/(.*)\/\?/.exec(server.uri)?.[1] ?? "");

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    const inside = await testEngine();
    expect(inside.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/\?directConnection=true$/);
  }, 90_000);

  test("finds a socket path that the system takes for a folder deep down [D7]", async () => {
    const dataDir = `${await temporaryFolder()}/${"deep/".repeat(30)}`;
    const server = await startTemporaryEngine({ dataDir });
    onTestFinished(server.stop);
    const client = await new MongoClient(server.uri).connect();
    onTestFinished(() => client.close());

    expect(await client.db("test").command({ ping: 1 })).toMatchObject({ ok: 1 });
  }, 90_000);

  test("takes the folder of its socket along when it ends, and of those that were killed when it begins [D22]", async () => {
    const temporary = await temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const deep = (name: string) => ({ dataDir: `${temporary}/${name}/${"deep/".repeat(30)}` });
    const folders = () => readdirSync(temporary).filter((name) => /-\d+-/.test(name));
    const first = await startTemporaryEngine(deep("first"));
    onTestFinished(first.stop);
    const [living] = folders();
    const killed = await killedListener(`${temporary}/${(living ?? "").slice(0, -4)}dead`);
    expect(folders()).toContain(killed);

    const second = await startTemporaryEngine(deep("second"));
    await vi.waitFor(() => expect(folders()).not.toContain(killed));

    expect(folders()).toHaveLength(2);
    expect(folders()).toContain(living);
    await second.stop();
    expect(folders()).toEqual([living]);
    await first.stop();
    expect(folders()).toEqual([]);
  }, 90_000);
});

/** Leaves a socket in a folder, and nobody who listens there; gives the name of the folder. */
async function killedListener(folder: string): Promise<string> {
  mkdirSync(folder);
  const script = `require("net").createServer().listen(process.argv[1], () => console.log("up"))`;
  const child = spawn(process.execPath, ["-e", script, join(folder, "mongodb.sock")]);
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  return basename(folder);
}

/** A zombie has ended too: where nobody takes the place of its parent, it stays one. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

/** The engine alone, with a limit on the size of its file in blocks of 1,024 bytes, as a disk of that size would set it. */
async function serveWithFileLimit(dataDir: string, blocks: number) {
  const script = `ulimit -f ${blocks}; exec "${process.execPath}" "${root}dist/scripts/db.js" serve --port 0 --data "${dataDir}"`;
  const child = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
  const [uri] = await once(child.stdout, "data");
  const client = await new MongoClient(String(uri).trim(), { retryWrites: false }).connect();
  return {
    client,
    async stop() {
      await client.close();
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function refused(work: () => Promise<unknown>): Promise<MongoServerError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MongoServerError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

test("verify reads the data of an engine that runs, without disturbing it [D17]", async () => {
  const { db, dataDir } = await testEngine();
  await db.collection("c").createIndex({ n: 1 });
  await db.collection("c").insertMany(Array.from({ length: 50 }, (_, n) => ({ n })));

  const store = openForReading(dataDir);
  const verification = verifyStore(store);
  await store.close();

  expect(verification).toEqual({ collections: 1, documents: 50, entries: 50, faults: [] });
});
