import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { ImportProblem } from "./importProblem.ts";

const LARGEST = 1024 ** 3;
const unzip = promisify(gunzip);

/** A file of records, whatever its syntax. */
export interface Table {
  /** Its name without the folder. */
  readonly file: string;
  /** Of its first record. */
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly Row[];
}

export interface Row {
  /** `file:line`, or `file:record` where a record may have several lines. */
  readonly at: string;
  /** As parsed; `undefined` where the line is not readable. */
  readonly fields: unknown;
}

const readText = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isZipped ? await unzip(bytes, { maxOutputLength: LARGEST }) : bytes;
  return plain.toString("utf8").replace(/^\uFEFF/, "");
};

const parsedLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (reason) {
    if (reason instanceof SyntaxError) {
      return undefined;
    }
    throw reason;
  }
};

const columnsOf = (rows: readonly Row[]): ReadonlySet<string> => {
  const first = rows.find(({ fields }) => typeof fields === "object" && fields !== null);
  return new Set(typeof first?.fields === "object" ? Object.keys(first.fields ?? {}) : []);
};

const jsonLines = (file: string, text: string): Table => {
  const rows = text
    .split("\n")
    .map((line, index) => ({ at: `${file}:${index + 1}`, line }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ at, line }) => ({ at, fields: parsedLine(line) }));
  return { file, columns: columnsOf(rows), rows };
};

const commaSeparated = (file: string, text: string): Table => {
  const header = /^[^\n]*/.exec(text)?.[0] ?? "";
  const delimiter = header.split(";").length > header.split(",").length ? ";" : ",";
  try {
    const records: unknown[] = parse(text, {
      columns: true,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    const rows = records.map((fields, index) => ({ at: `${file}:record ${index + 1}`, fields }));
    return { file, columns: columnsOf(rows), rows };
  } catch (reason) {
    if (reason instanceof CsvError) {
      throw new ImportProblem(`${file} is not readable as CSV: ${reason.message}`);
    }
    throw reason;
  }
};

/** Reads a file of JSON lines or CSV, gzipped or not; `undefined` if its name says that it is neither. */
export const readTable = async (path: string): Promise<Table | undefined> => {
  const file = basename(path);
  if (/\.jsonl(\.gz)?$/i.test(file)) {
    return jsonLines(file, await readText(path));
  }
  if (/\.csv(\.gz)?$/i.test(file)) {
    return commaSeparated(file, await readText(path));
  }
  return undefined;
};
