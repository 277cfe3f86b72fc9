import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { On, Outcome } from "./job.ts";
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
  readonly #items = new WeakMap<Ticket<Guard>, Item>();

  constructor(decide: Decide<Item, Guard>) {
    this.#decide = decide;
  }

  ticket(item: Item): Ticket<Guard> {
    const ticket = { batch: this };
    this.#items.set(ticket, item);
    return ticket;
  }

  decide(
    tickets: readonly Ticket<Guard>[],
    work: UnitOfWork,
    on: On<Guard>,
  ): Promise<readonly Verdict[]> {
    const items = tickets.flatMap((ticket) => this.#items.get(ticket) ?? []);
    return this.#decide(items, work, on);
  }
}

/** What it comes to, or the refusal that it throws. */
export const orRefused = async <Taken>(take: () => Promise<Taken>): Promise<Taken | Refused> => {
  try {
    return await take();
  } catch (reason) {
    if (reason instanceof Refusal) {
      return { refused: reason };
    }
    throw reason;
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
