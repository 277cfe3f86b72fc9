// Brings ideas from another product's export onto a board: npm run import -- --help
import { randomBytes } from "node:crypto";
import { Command } from "commander";
import { z } from "zod";
import { idMaker } from "../server/database/newId.ts";
import { isDatabaseAway } from "../server/database/isDatabaseAway.ts";
import { migrate, NewerData } from "../server/database/migrate.ts";
import { migrations } from "../server/database/migrations.ts";
import { openImportDatabase } from "../server/imports/importDatabase.ts";
import { ImportProblem } from "../server/imports/importProblem.ts";
import { formats } from "../server/imports/readIdeaSets.ts";
import { runImport } from "../server/imports/runImport.ts";
import { sayCounts, sayRemarks } from "../server/imports/sayImport.ts";
import { readSettings, WrongSettings } from "../server/settings.ts";
import { openStore } from "../server/store.ts";

const FAILED = 1;
const WRONG_CALL = 2;
const PROGRESS_EVERY_MS = 1000;

const help = `
Formats, told by the fields of the files:
${formats.map(({ name, about }) => `  ${name}: ${about}`).join("\n")}

A file stands for its set: comments, votes and so on are read from the files beside it.
People are brought in as users who can't log in. Texts that are too long are cut, and the summary says which.
What was brought is remembered by source and id: importing twice is importing once, and an import that was
cut off goes on where it was when it is started again. A server may run meanwhile.

The database is that of MONGODB_URI, or else the one in DATA_DIR (./data).

Exit codes: 0 done, 1 failed on the way (start it again to go on), 2 wrong call, with nothing written.`;

const Options = z.object({
  community: z.string(),
  board: z.string().optional(),
  format: z.string().optional(),
  source: z.string().min(1).optional(),
  dryRun: z.boolean().default(false),
  details: z.boolean().default(false),
});

const say = (line: string): void => console.log(line);

/** On a terminal one line that moves, elsewhere a line every second. */
const progressLine = () => {
  let saidAt = 0;
  return (done: number, of: number): void => {
    const now = Date.now();
    const isLast = done === of;
    if (!isLast && now - saidAt < (process.stdout.isTTY ? 50 : PROGRESS_EVERY_MS)) {
      return;
    }
    saidAt = now;
    const line = `${done} of ${of} ideas`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r${line}${isLast ? "\n" : ""}`);
    } else {
      say(line);
    }
  };
};

const bring = async (path: string, given: z.output<typeof Options>): Promise<void> => {
  const { dryRun: isDryRun, details: hasDetails, ...wanted } = given;
  const database = await openImportDatabase(readSettings(process.env));
  try {
    const now = () => new Date();
    const store = openStore(database.connection);
    if (!isDryRun) {
      await migrate(database.connection, migrations, now);
    }
    const { counts, remarks } = await runImport(
      {
        store,
        newId: idMaker(now, randomBytes),
        now,
        random: Math.random,
        randomBytes,
        say,
        progress: progressLine(),
      },
      { ...wanted, path, isDryRun },
    );
    say(isDryRun ? "\nWould bring (this is a dry run, nothing was written):" : "\nBrought:");
    sayCounts(counts).forEach((line) => say(`  ${line}`));
    if (remarks.length > 0) {
      say("\nNot as it was:");
      sayRemarks(remarks, { hasDetails }).forEach((line) => say(`  ${line}`));
    }
  } finally {
    await database.close();
  }
};

const exitCodeOf = (reason: unknown): number => {
  if (reason instanceof ImportProblem || reason instanceof NewerData) {
    console.error(reason.message);
    return WRONG_CALL;
  }
  if (reason instanceof WrongSettings) {
    console.error(`These settings are wrong:\n${reason.message}`);
    return WRONG_CALL;
  }
  console.error(reason);
  console.error(
    isDatabaseAway(reason)
      ? "The database does not answer. Start the same again once it does: it goes on where it was."
      : "The import failed. What it has brought so far is whole; started again, it goes on from there.",
  );
  return FAILED;
};

const program = new Command("npm run import --")
  .description("Brings ideas with their comments, votes and answers onto a board.")
  .argument("<file-or-folder>", "what to bring")
  .requiredOption("--community <slug-or-id>", "where to")
  .option("--board <name-or-id>", "made if there is none of this name; by default the set's name")
  .option("--format <name>", "look for this format only")
  .option("--source <name>", "what to remember the set by, if its own name has changed")
  .option("--dry-run", "say what would be done, and write nothing")
  .option("--details", "name every place where something was cut or left out")
  .addHelpText("after", help)
  .exitOverride((problem) => process.exit(problem.exitCode === 0 ? 0 : WRONG_CALL))
  .action(async (path: string, options: unknown) => {
    try {
      await bring(path, Options.parse(options));
    } catch (reason) {
      process.exitCode = exitCodeOf(reason);
    }
  });

await program.parseAsync();
