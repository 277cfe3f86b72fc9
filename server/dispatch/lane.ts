import { Answers } from "./answers.ts";
import { Conflict, type AnyKind, type Kind } from "../database/kind.ts";
import { DatabaseAway } from "../database/databaseAway.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Timers } from "../database/timers.ts";
import { UnitOfWork } from "../database/unitOfWork.ts";
import { isConflict } from "./commitWork.ts";
import { decideGroup } from "./decideGroup.ts";
import type { Guard } from "./guard.ts";
import type { Job } from "./job.ts";
import { Refusal } from "./refusal.ts";
import type { Turn, Turns } from "./turns.ts";

export interface LaneDeps {
  /** Writes all that is staged, or nothing; resolves once it is durable. */
  readonly commit: (work: UnitOfWork) => Promise<void>;
  readonly timers: Timers;
  /** Where several processes write. */
  readonly turns?: Turns | undefined;
  readonly now: () => Date;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Everybody's committed work of one group, in order, before the commands get their answers. */
  readonly committed: (work: UnitOfWork, guardId: string, from: number, rev: number) => void;
}

/** Documents of one kind that a lane goes on knowing from one group to the next. */
export interface Carried {
  readonly kind: AnyKind;
  readonly most: number;
}

/** What nothing else can have changed from one group to the next. */
export interface Known<G extends Guard> {
  /** What changes on this lane only, and so stays true until the guard's rev moves. */
  readonly own: readonly Carried[];
  /** What changes on another lane, and so stays true until the rev of that one's guard moves. */
  readonly beside?: {
    readonly guard: AnyKind;
    readonly idOf: (guard: G) => string;
    readonly carried: readonly Carried[];
  };
}

const MOST_IN_GROUP = 500;
const MOST_GUARDS = 1;
const TRIES = 30;
const RETRY_AFTER_S = 1;

/**
 * All writes under one guard document, one group after the other. What waits is run together and
 * committed in one transaction that also moves the guard's `rev` from the one that was read: so nothing
 * can have changed in between, and another process that was faster makes the group run again.
 */
export class Lane<G extends Guard> {
  readonly #kind: Kind<G>;
  readonly #id: string;
  readonly #deps: LaneDeps;
  readonly #known: Known<G>;
  #waiting: Job<G>[] = [];
  #isRunning = false;
  readonly #answers = new Answers<G>();
  #last: UnitOfWork | undefined;
  /** Up to where `#last` knows. */
  #rev: number | undefined;
  /** The guard of what `#last` knows beside its own had been read before that, and was looked at since. */
  #isBesideSure = false;

  constructor(kind: Kind<G>, id: string, deps: LaneDeps, known: Known<G>) {
    this.#kind = kind;
    this.#id = id;
    this.#known = known;
    this.#deps = deps;
  }

  get isIdle(): boolean {
    return !this.#isRunning;
  }

  submit(job: Job<G>, idle: () => void): void {
    this.#waiting.push(job);
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#runAll().then(idle);
    }
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const turn = await this.#takeTurn();
      const group = this.#takeGroup();
      try {
        await this.#runGroup(group);
      } catch (reason) {
        await this.#runApart(group, reason);
      }
      turn?.end(this.#rev);
    }
    this.#isRunning = false;
  }

  async #takeTurn(): Promise<Turn | undefined> {
    const { turns } = this.#deps;
    if (!turns?.isContended(this.#id)) {
      return undefined;
    }
    const turn = await turns.take(this.#id);
    if (turn.rev !== this.#rev) {
      this.#last = undefined;
    }
    return turn;
  }

  #takeGroup(): readonly Job<G>[] {
    const firstAlone = this.#waiting.findIndex(({ alone }) => alone);
    const most = firstAlone === -1 ? MOST_IN_GROUP : Math.max(firstAlone, 1);
    return this.#waiting.splice(0, Math.min(most, MOST_IN_GROUP));
  }

  /** A group's fault may be one command's: each gets its own try, so that it takes no other with it. */
  async #runApart(group: readonly Job<G>[], reason: unknown): Promise<void> {
    // Not one command's, whoever runs: and what is unknown must not be run again beside what it may have done.
    if (group.length === 1 || isDatabaseAway(reason)) {
      group.forEach((job) => job.failed(reason));
      return;
    }
    for (const job of group) {
      await this.#runGroup([job]).catch((own: unknown) => job.failed(own));
    }
  }

  async #runGroup(jobs: readonly Job<G>[]): Promise<void> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const group = withoutOver(jobs);
      if (group.length === 0) {
        return;
      }
      const work = this.#beginWork();
      try {
        await this.#runOnce(group, work);
        return;
      } catch (reason) {
        this.#last = undefined;
        if (!isConflict(reason)) {
          throw reason;
        }
        this.#deps.turns?.met(this.#id);
        await this.#pause(attempt);
      }
    }
    throw new Refusal("unavailable", { retryAfter: RETRY_AFTER_S });
  }

  /** Spread, so that two processes on one board don't meet again and again. */
  #pause(attempt: number): Promise<void> {
    const most = Math.min(2 ** attempt, 64);
    return new Promise((resolve) => {
      this.#deps.timers.after(this.#deps.random() * most, resolve);
    });
  }

  #beginWork(): UnitOfWork {
    const work = new UnitOfWork(this.#deps.now());
    const last = this.#last;
    if (last) {
      const { own, beside } = this.#known;
      this.#kind.carry(last, work, MOST_GUARDS);
      own.forEach(({ kind, most }) => kind.carry(last, work, most));
      beside?.guard.carry(last, work, MOST_GUARDS);
      if (this.#isBesideSure) {
        beside?.carried.forEach(({ kind, most }) => kind.carry(last, work, most));
      }
    }
    return work;
  }

  async #runOnce(group: readonly Job<G>[], work: UnitOfWork): Promise<void> {
    const guard = await work.find(this.#kind, this.#id);
    const beside = guard && this.#lookBeside(work, guard);
    await work.prefetch(group.flatMap((job) => job.needs(guard)));
    const from = guard?.rev ?? 0;
    const { all, changes } = await decideGroup(group, {
      work,
      kind: this.#kind,
      id: this.#id,
      rev: from + 1,
    });
    const rev = from + changes;
    // With nothing to write, no guard is tested: what was carried over must be looked at again.
    const isOwn = rev > from || !this.#last || (await this.#kind.isCurrent(work, this.#id));
    if (!isOwn || (await beside) === false) {
      throw new Conflict(`${this.#kind.name}: a guard moved meanwhile`);
    }
    const after = await work.find(this.#kind, this.#id);
    if (after && rev > from) {
      work.put(this.#kind, { ...after, rev });
      work.keepDraft();
    }
    await this.#deps.commit(work);
    this.#last = work;
    this.#rev = rev;
    this.#isBesideSure = beside !== undefined;
    if (rev > from) {
      this.#deps.committed(work, this.#id, from, rev);
    }
    this.#answers.give(all);
  }

  /** Whether the guard beside is as it was carried over, asked while the group is decided; absent if it was not. */
  #lookBeside(work: UnitOfWork, guard: G): Promise<boolean> | undefined {
    const { beside } = this.#known;
    const id = beside?.idOf(guard);
    if (!beside || id === undefined || !beside.guard.knows(work, id)) {
      return undefined;
    }
    const isCurrent = beside.guard.isCurrent(work, id);
    // The group waits for it, unless something else has failed before.
    isCurrent.catch(() => undefined);
    return isCurrent;
  }
}

/** Those whose callers still wait; the others must not begin any more. */
const withoutOver = <G extends Guard>(jobs: readonly Job<G>[]): readonly Job<G>[] => {
  const wanted = jobs.filter((job) => !job.isOver?.());
  if (wanted.length < jobs.length) {
    const reason = new DatabaseAway("it took too long", { hasBegun: false });
    jobs.filter((job) => !wanted.includes(job)).forEach((job) => job.failed(reason));
  }
  return wanted;
};
