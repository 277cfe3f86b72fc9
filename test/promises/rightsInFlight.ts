// P15: a lost right is lost everywhere within a second. `npm run promises -- rightsInFlight [TRIALS]`
import { pathToFileURL } from "node:url";
import {
  documentLosses,
  documentRightsTrial,
  type DocumentLossName,
} from "../support/documentRightsTrial.ts";
import {
  losses,
  rightsTrial,
  type LossName,
  type Trial,
  type TrialDeps,
} from "../support/rightsTrial.ts";
import { spawnNodes } from "../support/spawnNodes.ts";
import { tell } from "../support/tried.ts";

const NODES = 3;
const boardNames = Object.keys(losses) as LossName[];
const documentNames = Object.keys(documentLosses) as DocumentLossName[];
/** Of boards and of documents, one after the other. */
const trials: readonly ((deps: TrialDeps) => Promise<Trial>)[] = [
  ...boardNames.map((name) => (deps: TrialDeps) => rightsTrial(name, deps)),
  ...documentNames.map((name) => (deps: TrialDeps) => documentRightsTrial(name, deps)),
];

interface Result {
  readonly trials: number;
  /** Milliseconds from the acknowledgement of a loss until the last socket was out. */
  readonly p50: number;
  readonly longest: number;
  readonly wrong: readonly string[];
}

/** Takes one right after the other from somebody who is in on three nodes and comes in again meanwhile. */
export const loseRights = async (
  wanted: number,
  random: () => number,
  progress: (line: string) => void = () => undefined,
): Promise<Result> => {
  const nodes = await spawnNodes(NODES);
  try {
    const times: number[] = [];
    const wrong: string[] = [];
    for (let trial = 1; trial <= wanted; trial += 1) {
      const lose = trials[trial % trials.length] ?? trials[0];
      try {
        const result = await lose?.({ urls: nodes.urls, owner: nodes.owner, random });
        times.push(...(result ? [result.lastOut] : []));
        wrong.push(...(result?.wrong ?? []));
      } catch (reason) {
        // What could not be tried is not met, and the others are tried all the same.
        wrong.push(String(reason));
      }
      if (trial % 50 === 0) {
        progress(`${trial} trials, ${wrong.length} wrong`);
      }
    }
    const sorted = times.toSorted((one, other) => one - other);
    return {
      trials: wanted,
      p50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      longest: Math.round(sorted.at(-1) ?? 0),
      wrong,
    };
  } finally {
    await nodes.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = Number(process.argv[2] ?? 500);
  const {
    trials: tried,
    p50,
    longest,
    wrong,
  } = await loseRights(wanted, Math.random, (line) => process.stdout.write(`${line}\n`));
  tell({
    promise: "P15",
    asked: "500 trials, a lost right is lost on 3 nodes within 1 s",
    seen: `${tried} trials of boards and documents over ${NODES} processes, last socket out after p50 ${p50} ms, at most ${longest} ms, ${wrong.length} wrong`,
    isMet: wrong.length === 0,
    wrong,
  });
}
