import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { AfterCommit } from "./afterCommit.ts";

/** What a command gives back: its value, and what is to be told beside the changed records. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly after?: readonly AfterCommit[];
}

/** One command waiting for its turn on a lane, whose guard is a document of type `Guard`. */
export interface Job<Guard> {
  /** It asks the database for more than documents by id, so nothing uncommitted may be before it. */
  readonly alone: boolean;
  /** Whoever asked for it has been answered: it must not begin any more. */
  isOver?(): boolean;
  needs(guard: Guard | undefined): readonly Need[];
  run(
    work: UnitOfWork,
    on: { id: string; guard: Guard | undefined; rev: number },
  ): Promise<Outcome<unknown>>;
  done(outcome: Outcome<unknown>): void;
  failed(reason: unknown): void;
}
