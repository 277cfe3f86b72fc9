import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { Verdict } from "./batch.ts";
import { isConflict } from "./commitWork.ts";
import type { Guard } from "./guard.ts";
import type { Job, Tried } from "./job.ts";

interface Decided<G> {
  readonly all: readonly Tried<G>[];
  /** How many of them have changed something, each with a rev of its own. */
  readonly changes: number;
}

interface Deciding<G extends Guard> {
  readonly work: UnitOfWork;
  readonly kind: Kind<G>;
  readonly id: string;
  /** Of the next change. */
  readonly rev: number;
}

/** Runs the commands of a group in their order. Throws what makes the group run again, and nothing else. */
export const decideGroup = async <G extends Guard>(
  jobs: readonly Job<G>[],
  deciding: Deciding<G>,
): Promise<Decided<G>> => decideEach(byBatch(jobs), deciding);

const decideEach = async <G extends Guard>(
  runs: readonly (readonly Job<G>[])[],
  deciding: Deciding<G>,
): Promise<Decided<G>> => {
  const all: Tried<G>[] = [];
  let changes = 0;
  for (const jobs of runs) {
    const decided = await decideRun(jobs, { ...deciding, rev: deciding.rev + changes });
    all.push(...decided.all);
    changes += decided.changes;
  }
  return { all, changes };
};

/** Neighbours of one batch together, everything else by itself. */
const byBatch = <G>(jobs: readonly Job<G>[]): readonly (readonly Job<G>[])[] => {
  const runs: Job<G>[][] = [];
  for (const job of jobs) {
    const last = runs.at(-1);
    if (last && job.ticket && last[0]?.ticket?.batch === job.ticket.batch) {
      last.push(job);
    } else {
      runs.push([job]);
    }
  }
  return runs;
};

const decideRun = async <G extends Guard>(
  jobs: readonly Job<G>[],
  deciding: Deciding<G>,
): Promise<Decided<G>> => {
  const { work } = deciding;
  try {
    const verdicts = await verdictsOn(jobs, deciding);
    work.keepDraft();
    return {
      all: jobs.map((job, index) => tried(job, verdicts[index])),
      changes: verdicts.filter((verdict) => "changed" in verdict && verdict.changed).length,
    };
  } catch (reason) {
    work.dropDraft();
    if (isConflict(reason)) {
      throw reason;
    }
    // A batch's fault may be one command's: each is decided by itself, so that it takes no other with it.
    return jobs.length > 1
      ? decideEach(
          jobs.map((job) => [job]),
          deciding,
        )
      : { all: jobs.map((job) => ({ job, reason })), changes: 0 };
  }
};

const verdictsOn = async <G extends Guard>(
  jobs: readonly Job<G>[],
  { work, kind, id, rev }: Deciding<G>,
): Promise<readonly Verdict[]> => {
  const on = { id, guard: await work.find(kind, id), rev };
  jobs.forEach((job) => job.begin?.());
  const [first, ...others] = jobs;
  if (first?.ticket && others.length > 0) {
    const tickets = jobs.flatMap(({ ticket }) => ticket ?? []);
    return first.ticket.batch.decide(tickets, work, on);
  }
  return first ? [{ ...(await first.run(work, on)), changed: work.hasDraft }] : [];
};

const tried = <G>(job: Job<G>, verdict: Verdict | undefined): Tried<G> =>
  !verdict
    ? { job, reason: new Error("a batch has left a command undecided") }
    : "refused" in verdict
      ? { job, reason: verdict.refused }
      : { job, outcome: verdict };
