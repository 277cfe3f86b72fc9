import { appendFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

const MOST_WRONG = 20;

/** A promise that was tried at full length. */
export interface Tried {
  /** Its number, or the first words of what was tried where it has none. */
  readonly promise: string;
  readonly asked: string;
  /** What was done and what came of it, with its figures. */
  readonly seen: string;
  readonly isMet: boolean;
  readonly wrong?: readonly string[];
}

/** Where the machine was busy with other things, figures of time say little: so it stands beside them. */
const circumstances = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
  `load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}`;

/** Says it in one line, and what went wrong below it; `npm run promises` makes its table from these. */
export const tell = ({ promise, asked, seen, isMet, wrong = [] }: Tried): void => {
  const verdict = isMet ? "met" : "NOT MET";
  const lines = [
    `${promise} ${verdict}: ${seen}. Asked: ${asked} (${circumstances()})`,
    ...wrong.slice(0, MOST_WRONG),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!isMet) {
    process.exitCode = 1;
  }
  const table = process.env["PROMISES_TABLE"];
  if (table !== undefined) {
    appendFileSync(table, `${JSON.stringify({ promise, verdict, seen })}\n`);
  }
};
