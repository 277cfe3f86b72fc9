// `npm run db -- serve | verify | backup FILE | restore FILE | copy --to URI`: the embedded database by itself.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { MongoClient } from "mongodb";
import { listen } from "../server/embedded-mongodb/listen.ts";
import { readBackup, writeBackup } from "../server/embedded-mongodb/maintenance/backupFile.ts";
import { driverItems, writeToDriver } from "../server/embedded-mongodb/maintenance/driverItems.ts";
import { writeToEngine } from "../server/embedded-mongodb/maintenance/engineItems.ts";
import {
  differencesBetween,
  tallied,
  tally,
  type Items,
  type Progress,
  type Tally,
} from "../server/embedded-mongodb/maintenance/item.ts";
import { storeItems } from "../server/embedded-mongodb/maintenance/storeItems.ts";
import { verifyStore } from "../server/embedded-mongodb/maintenance/verifyStore.ts";
import { openEngine } from "../server/embedded-mongodb/openEngine.ts";
import {
  openForReading,
  type Snapshots,
} from "../server/embedded-mongodb/storage/openForReading.ts";
import { DATA_FILE } from "../server/embedded-mongodb/storage/tree.ts";

interface DataOption {
  data?: string;
}

const onFault = (fault: unknown) => console.error(fault);

const showProgress: Progress = (namespace, count) => console.error(`${namespace}: ${count} …`);

/** The folder given, or the one in which the application keeps the engine's data. */
function folderOf({ data }: DataOption): string {
  const folder = data ?? process.env["DATA_DIR"] ?? "data";
  const inside = join(folder, "mongodb");
  return existsSync(join(folder, DATA_FILE)) || (data !== undefined && !existsSync(inside))
    ? folder
    : inside;
}

async function serve({ port, ...given }: DataOption & { port: string }): Promise<void> {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new Error(`${port} is not a port`);
  }
  const { engine, close } = await openEngine({ dataDir: folderOf(given), onFault });
  const listening = await listen(engine, { port: number }, onFault);
  console.log(`mongodb://${listening.address}/?directConnection=true`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  engine.sessions.abortAll();
  await listening.close();
  await close();
}

async function reading<T>(given: DataOption, work: (store: Snapshots) => T): Promise<Awaited<T>> {
  const store = openForReading(folderOf(given));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function verify(given: DataOption): Promise<void> {
  const { faults, ...counts } = await reading(given, (store) => verifyStore(store, showProgress));
  console.log(counts);
  if (faults.length > 0) {
    throw new Error(`${faults.length} faults:\n${faults.join("\n")}`);
  }
  console.log("verified: every document and every index entry is in its place");
}

function report(tallies: ReadonlyMap<string, Tally>): void {
  for (const [namespace, { count, hash }] of tallies) {
    console.log(`${namespace}: ${count} documents, ${hash.toString(16).padStart(32, "0")}`);
  }
}

function refuseDifferences(
  expected: ReadonlyMap<string, Tally>,
  found: ReadonlyMap<string, Tally>,
) {
  const differences = differencesBetween(expected, found);
  if (differences.length > 0) {
    throw new Error(`what was written is not what was read:\n${differences.join("\n")}`);
  }
}

async function backup(file: string, given: DataOption): Promise<void> {
  const tallies = new Map<string, Tally>();
  await reading(given, (store) =>
    writeBackup(file, tallied(storeItems(store), tallies, showProgress)),
  );
  refuseDifferences(tallies, await tally(readBackup(file)));
  report(tallies);
}

async function restore(file: string, given: DataOption): Promise<void> {
  // Read to its end first: nothing is written from a file that is damaged.
  const expected = await tally(readBackup(file));
  const { engine, close } = await openEngine({ dataDir: folderOf(given), onFault });
  try {
    if (engine.catalog.all().length > 0) {
      throw new Error(`${folderOf(given)} holds data already: restore into an empty folder`);
    }
    const tallies = new Map<string, Tally>();
    await writeToEngine(engine, tallied(readBackup(file), tallies, showProgress));
    refuseDifferences(expected, await tally(storeItems(engine.store)));
    report(tallies);
  } finally {
    await close();
  }
}

async function copy({
  to,
  from,
  ...given
}: DataOption & { to: string; from?: string }): Promise<void> {
  const tallies = new Map<string, Tally>();
  const target = await new MongoClient(to).connect();
  try {
    const write = (items: Items) => writeToDriver(target, tallied(items, tallies, showProgress));
    if (from === undefined) {
      await reading(given, (store) => write(storeItems(store)));
    } else {
      const source = await new MongoClient(from).connect();
      try {
        await write(driverItems(source));
      } finally {
        await source.close();
      }
    }
    refuseDifferences(tallies, await tally(driverItems(target)));
    report(tallies);
  } finally {
    await target.close();
  }
}

const program = new Command("db").description("the embedded database by itself");
const dataOption = ["--data <folder>", "the folder with the data (default: data/mongodb)"] as const;
program
  .command("serve")
  .description("serve the data on loopback TCP, printing the URI to connect to")
  .option("--port <number>", "0 for a free one", "27017")
  .option(...dataOption)
  .action(serve);
program
  .command("verify")
  .description("check every document and index entry, also while the data is in use")
  .option(...dataOption)
  .action(verify);
program
  .command("backup <file>")
  .description("write one moment of the data to a file, also while it is in use")
  .option(...dataOption)
  .action(backup);
program
  .command("restore <file>")
  .description("fill an empty folder from a backup")
  .option(...dataOption)
  .action(restore);
program
  .command("copy")
  .description("copy everything to another MongoDB, or from one")
  .requiredOption("--to <uri>", "where to: its collections of the same names must be empty")
  .option("--from <uri>", "from another server instead of from the data folder")
  .option(...dataOption)
  .action(copy);

try {
  await program.parseAsync();
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
