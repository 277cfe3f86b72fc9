import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { AfterCommit } from "./afterCommit.ts";
import type { Ticket } from "./batch.ts";

/** What a command gives back: its value, and what is to be told beside the changed records. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly after?: readonly AfterCommit[];
}

/** Where a command runs. */
export interface On<Guard> {
  /** Of the lane, whether or not its document is there. */
  readonly id: string;
  /** The document whose lane it is; absent if there is none of that id. */
  readonly guard: Guard | undefined;
  /** What every record that it changes is stamped with. */
  readonly rev: number;
}

/** One command waiting for its turn on a lane, whose guard is a document of type `Guard`. */
export interface Job<Guard> {
  /** It asks the database for more than documents by id, so nothing uncommitted may be before it. */
  readonly alone: boolean;
  /** It may be decided together with others of its batch that wait beside it. */
  readonly ticket?: Ticket<Guard> | undefined;
  /** Whoever asked for it has been answered: it must not begin any more. */
  isOver?(): boolean;
  /** Nobody is to be answered without it from now on. Throws `DatabaseAway` if somebody has been. */
  begin?(): void;
  needs(guard: Guard | undefined): readonly Need[];
  run(work: UnitOfWork, on: On<Guard>): Promise<Outcome<unknown>>;
  done(outcome: Outcome<unknown>): void;
  failed(reason: unknown): void;
}
