import { writeFile } from "node:fs/promises";

/** One measurement, beside the same of others in the same run. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  /** In words, as a ratio wherever there is a peer. */
  readonly goal: string;
  readonly met: boolean;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which the share `q` (0 to 1) of all lie. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * q), sorted.length - 1)] ?? Number.NaN;
};

const short = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);

/** Prints the rows. */
export const print = (rows: readonly Row[]): void => {
  for (const { name, unit, ours, peers, goal, met } of rows) {
    const beside = Object.entries(peers).map(([peer, value]) => `${peer} ${short(value)}`);
    const line = [`${short(ours)} ${unit}`, ...beside].join(" · ");
    process.stdout.write(`${met ? "met " : "MISS"} ${name}: ${line} (goal: ${goal})\n`);
  }
};

/** Writes all rows to the file named after `--json`. */
export const keep = async (rows: readonly Row[]): Promise<void> => {
  const at = process.argv.indexOf("--json");
  const file = at === -1 ? undefined : process.argv[at + 1];
  if (file !== undefined) {
    await writeFile(file, `${JSON.stringify(rows, null, 2)}\n`);
  }
};

/** Prints the rows, and writes them to the file named after `--json`. */
export const report = async (rows: readonly Row[]): Promise<void> => {
  print(rows);
  await keep(rows);
};
