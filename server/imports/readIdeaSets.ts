import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { BroughtSet } from "./broughtIdea.ts";
import type { Format } from "./formats/format.ts";
import { madridDebates } from "./formats/madridDebates.ts";
import { madridProposals } from "./formats/madridProposals.ts";
import { metaHistory } from "./formats/metaHistory.ts";
import { opengovDialogue } from "./formats/opengovDialogue.ts";
import { polis } from "./formats/polis.ts";
import { ImportProblem } from "./importProblem.ts";
import { readTable, type Table } from "./readTable.ts";
import type { Remarks } from "./remarks.ts";

export const formats: readonly Format[] = [
  opengovDialogue,
  madridDebates,
  madridProposals,
  metaHistory,
  polis,
];

interface Recognised {
  readonly format: Format;
  readonly role: string;
  readonly table: Table;
}

interface ReadIdeaSets {
  /** A file or a folder. A file stands for its set: the set's other files are read from its folder. */
  readonly path: string;
  /** The name of the only format to look for. */
  readonly format?: string | undefined;
  readonly remarks: Remarks;
}

interface FoundSet {
  readonly format: Format;
  /** The files that it was read from. */
  readonly files: readonly string[];
  readonly set: BroughtSet;
}

/** The role whose fields the file has; if it has those of several, the one that asks for most. */
const recognise = (table: Table, among: readonly Format[]): Recognised | undefined =>
  among
    .flatMap((format) => format.roles.map(({ role, fields }) => ({ format, role, fields, table })))
    .filter(({ fields }) => fields.every((field) => table.columns.has(field)))
    .toSorted((a, b) => b.fields.length - a.fields.length)[0];

const expected = (among: readonly Format[]): string =>
  among
    .map(({ name, roles }) => {
      const files = roles.map(({ role, fields }) => `${role} (${fields.join(", ")})`);
      return `  ${name}: ${files.join("; ")}`;
    })
    .join("\n");

const kindOf = async (path: string): Promise<"file" | "folder"> => {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") {
      throw new ImportProblem(`There is no file or folder ${path}`);
    }
    throw reason;
  }
};

const wantedFormats = (name: string | undefined): readonly Format[] => {
  const wanted = formats.filter((format) => name === undefined || format.name === name);
  if (wanted.length === 0) {
    const names = formats.map((format) => format.name).join(", ");
    throw new ImportProblem(`There is no format ${name}. Those there are: ${names}`);
  }
  return wanted;
};

/** What a file is, if it is anything: one beside the file that was named may be as broken as it likes. */
const readBeside = async (path: string): Promise<Table | undefined> => {
  try {
    return await readTable(path);
  } catch (reason) {
    if (reason instanceof ImportProblem) {
      return undefined;
    }
    throw reason;
  }
};

/** The files of a folder that have a role in one of the formats; with a file named, in that file's set. */
const recognisedIn = async (
  folder: string,
  named: string | undefined,
  among: readonly Format[],
): Promise<readonly Recognised[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: Recognised[] = [];
  for (const { name } of entries.filter((entry) => !entry.isDirectory()).toSorted(byName)) {
    const read = named === undefined || named === name ? readTable : readBeside;
    const table = await read(join(folder, name));
    const recognised = table && recognise(table, among);
    if (recognised) {
      found.push(recognised);
    }
  }
  const main = found.find(({ table }) => table.file === named);
  return named === undefined
    ? found
    : found.filter(
        (other) => other === main || (other.format === main?.format && other.role !== main.role),
      );
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

const unknownFormat = async (path: string, among: readonly Format[]): Promise<ImportProblem> => {
  const inside =
    (await kindOf(path)) === "folder" ? await readdir(path, { withFileTypes: true }) : [];
  const folders = inside.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  const hint =
    folders.length > 0 ? `\nIt has folders, of which one may be meant: ${folders.join(", ")}` : "";
  return new ImportProblem(
    `${path} is in no format that is known. Known are JSON lines (.jsonl) and CSV (.csv), also with .gz, with these fields:\n${expected(among)}${hint}`,
  );
};

/** Two files in one role: it can't be told which of them is meant. */
const rolesOf = (files: readonly Recognised[]): ReadonlyMap<string, Table> => {
  const tables = new Map<string, Table>();
  for (const { role, table } of files) {
    const other = tables.get(role);
    if (other) {
      throw new ImportProblem(
        `${other.file} and ${table.file} are both the ${role} of a set: put each set in a folder of its own`,
      );
    }
    tables.set(role, table);
  }
  return tables;
};

/** Finds out by the fields of the files which sets of ideas there are, and reads them. Throws `ImportProblem`. */
export const readIdeaSets = async ({
  path: given,
  format,
  remarks,
}: ReadIdeaSets): Promise<readonly FoundSet[]> => {
  const path = resolve(given);
  const among = wantedFormats(format);
  const isFolder = (await kindOf(path)) === "folder";
  const folder = isFolder ? path : dirname(path);
  const all = await recognisedIn(folder, isFolder ? undefined : basename(path), among);
  const found = among.flatMap((each) => {
    const files = all.filter((file) => file.format === each);
    return files.some(({ role }) => role === each.roles[0]?.role) ? [{ each, files }] : [];
  });
  if (found.length === 0) {
    throw await unknownFormat(given, among);
  }
  return found.map(({ each, files }) => ({
    format: each,
    files: files.map(({ table }) => table.file),
    set: each.read(rolesOf(files), { folder: basename(folder), remarks }),
  }));
};
