import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { Ticket } from "./batch.ts";
import type { On, Outcome } from "./outcome.ts";

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

/** What became of a command, waiting for the group's commit. */
export type Tried<Guard> = { readonly job: Job<Guard> } & (
  | { readonly outcome: Outcome<unknown> }
  | { readonly reason: unknown }
);
