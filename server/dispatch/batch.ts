import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { On, Outcome } from "./outcome.ts";
import { Refusal } from "./refusal.ts";

/** A command of a batch that was refused, and has changed nothing. */
export interface Refused {
  readonly refused: Refusal;
}

/** What became of one command of a batch. */
export type Verdict = Refused | (Outcome<unknown> & { readonly changed: boolean });

/**
 * Decides commands in their order, each as if those before it had been done. Refuses one before it changes
 * anything for it. Each that changes something takes a rev of its own, the first of them `on.rev`.
 */
export type Decide<Item, Guard> = (
  items: readonly Item[],
  work: UnitOfWork,
  on: On<Guard>,
) => Promise<readonly Verdict[]>;

/** A place in a batch. */
export interface Ticket<Guard> {
  readonly batch: AnyBatch<Guard>;
  /** Puts its command among those that the batch decides now. */
  readonly enter: () => void;
}

/** A batch as the lane sees it, whatever its commands hold. */
export interface AnyBatch<Guard> {
  decide(
    tickets: readonly Ticket<Guard>[],
    work: UnitOfWork,
    on: On<Guard>,
  ): Promise<readonly Verdict[]>;
}

/** Hot commands: where several wait one behind the other on a lane, they are decided in one go. */
export class Batch<Item, Guard> implements AnyBatch<Guard> {
  readonly #decide: Decide<Item, Guard>;
  #entered: Item[] = [];

  constructor(decide: Decide<Item, Guard>) {
    this.#decide = decide;
  }

  ticket(item: Item): Ticket<Guard> {
    return { batch: this, enter: () => void this.#entered.push(item) };
  }

  decide(
    tickets: readonly Ticket<Guard>[],
    work: UnitOfWork,
    on: On<Guard>,
  ): Promise<readonly Verdict[]> {
    tickets.forEach(({ enter }) => enter());
    const items = this.#entered;
    this.#entered = [];
    return this.#decide(items, work, on);
  }
}

const refusedFor = (reason: unknown): Refused => {
  if (reason instanceof Refusal) {
    return { refused: reason };
  }
  throw reason;
};

/** What it comes to, or the refusal that it throws; at once where nothing has to be waited for. */
export const orRefused = <Taken>(
  take: () => Taken | Promise<Taken>,
): Taken | Refused | Promise<Taken | Refused> => {
  try {
    const taken = take();
    return taken instanceof Promise ? taken.catch(refusedFor) : taken;
  } catch (reason) {
    return refusedFor(reason);
  }
};

/** Decides one command by itself. */
export const decideOne = async <Guard>(
  ticket: Ticket<Guard>,
  work: UnitOfWork,
  on: On<Guard>,
): Promise<Outcome<unknown>> => {
  const [verdict] = await ticket.batch.decide([ticket], work, on);
  if (!verdict || "refused" in verdict) {
    throw verdict?.refused ?? new Error("a batch has decided nothing");
  }
  return verdict;
};
