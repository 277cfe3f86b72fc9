// A disk that fills up and gets room again, as a small file system in memory (needs root): npx tsx test/promises/databaseFullDisk.ts [--megabytes 32]
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MongoClient, MongoServerError } from "mongodb";
import { verifyStore } from "../../server/embedded-mongodb/maintenance/verifyStore.ts";
import { startEmbeddedMongodb } from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { openForReading } from "../../server/embedded-mongodb/storage/openForReading.ts";

const { values } = parseArgs({ options: { megabytes: { type: "string", default: "32" } } });
const disk = await mkdtemp(join(tmpdir(), "full-disk-"));
if (process.getuid?.() !== 0) {
  console.error("not run: making a small file system needs root");
  process.exit(75);
}
execFileSync("mount", ["-t", "tmpfs", "-o", `size=${values.megabytes}m`, "tmpfs", disk]);

const WRITERS = 20;
const dataDir = join(disk, "data");
const engine = await startEmbeddedMongodb({ dataDir });
const client = await new MongoClient(engine.uri, { retryWrites: false }).connect();
const documents = client.db("test").collection<{ _id: string; pad: string }>("c");
await documents.createIndex({ pad: 1, _id: 1 });
const acknowledged = new Set<string>();
const problems: string[] = [];

/** Takes what is left of the disk, so that it is full at once and in the middle of things. */
const ballast = join(disk, "ballast");
const { bavail, bsize } = await statfs(disk);
await writeFile(ballast, Buffer.alloc(Math.floor(bavail * bsize * 0.7)));

async function writeUntilRefused(name: string): Promise<number> {
  const codes = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let turn = 0; ; turn += 1) {
        const _id = `${name}-${writer}-${turn}`;
        try {
          await documents.insertOne({ _id, pad: "x".repeat(1_000) });
          acknowledged.add(_id);
        } catch (error) {
          if (!(error instanceof MongoServerError)) {
            throw error;
          }
          return Number(error.code);
        }
      }
    }),
  );
  for (const code of codes.filter((each) => each !== 14_031)) {
    problems.push(`refused with ${code}`);
  }
  return codes.length;
}

async function compare(when: string): Promise<void> {
  const found = new Set(await documents.distinct("_id"));
  const missing = [...acknowledged].filter((id) => !found.has(id));
  const unasked = [...found].filter((id) => !acknowledged.has(id));
  if (missing.length > 0 || unasked.length > 0) {
    problems.push(`${when}: ${missing.length} missing, ${unasked.length} never acknowledged`);
  }
}

await writeUntilRefused("first");
await compare("while the disk is full");
await rm(ballast);
const before = acknowledged.size;
await documents.insertOne({ _id: "there is room", pad: "" });
acknowledged.add("there is room");
await writeUntilRefused("second");
await compare("after there was room");
await client.close();
await engine.stop();
const store = openForReading(dataDir);
const { faults } = verifyStore(store);
await store.close();
execFileSync("umount", [disk]);
await rm(disk, { recursive: true, force: true });
console.log({ acknowledgedBeforeRoom: before, acknowledged: acknowledged.size, problems, faults });
process.exit(problems.length === 0 && faults.length === 0 ? 0 : 1);
