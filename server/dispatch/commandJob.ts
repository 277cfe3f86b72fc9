import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import { Conflict, type Kind } from "../database/kind.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import { decideOne, type Ticket } from "./batch.ts";
import type { Call } from "./call.ts";
import type { Job } from "./job.ts";
import type { On, Outcome } from "./outcome.ts";
import type { Guard } from "./guard.ts";
import type { Lanes } from "./lanes.ts";
import { Refusal } from "./refusal.ts";
import { answerFrom, makeReceipt, type Seal, type StoredReceipt } from "./receipts.ts";

/** What a command's `run` has to go by. */
export interface Running<G> extends On<G> {
  readonly call: Call;
  readonly work: UnitOfWork;
}

/** It runs by itself, or takes its place in a batch. */
export type Doing<Run, Join> =
  | { readonly run: Run; readonly join?: undefined }
  | { readonly join: Join; readonly run?: undefined };

export type OnLane<C extends Command, G extends Guard> = Doing<
  (input: ParsedOf<C>, running: Running<G>) => Promise<Outcome<ValueOf<C>>>,
  (input: ParsedOf<C>, call: Call) => Ticket<G>
> & {
  readonly lanes: Lanes<G>;
  /** Which lane; throws the refusal if there is none. */
  readonly lane: (input: ParsedOf<C>, call: Call) => string | Promise<string>;
  readonly needs?: (input: ParsedOf<C>, call: Call, guard: G | undefined) => readonly Need[];
  readonly alone?: boolean;
  /** For what a commit can't hold, such as setting a cookie; done on a retry as well. */
  readonly finish?: (value: ValueOf<C>, input: ParsedOf<C>, call: Call) => Promise<void>;
};

interface Asked<C extends Command, G extends Guard> {
  readonly on: OnLane<C, G>;
  readonly input: ParsedOf<C>;
  readonly call: Call;
  /** What its receipt is to hold, if it gets one. */
  readonly receipt: Pick<StoredReceipt, "_id" | "command" | "inputHash"> | undefined;
  readonly receipts: Kind<StoredReceipt>;
  readonly seal: Seal;
  readonly done: (outcome: Outcome<unknown>) => void;
  readonly failed: (reason: unknown) => void;
}

/** A command waiting on its lane. Of a crowd's there are many at once, so it is one object without closures. */
export class CommandJob<C extends Command, G extends Guard> implements Job<G> {
  readonly alone: boolean;
  readonly ticket: Ticket<G> | undefined;
  readonly #asked: Asked<C, G>;

  constructor(asked: Asked<C, G>) {
    const { on, input, call, receipt } = asked;
    this.#asked = asked;
    this.alone = on.alone ?? false;
    // What has a receipt must be asked for it first, by itself.
    this.ticket = receipt ? undefined : on.join?.(input, call);
  }

  isOver(): boolean {
    return this.#asked.call.patience?.isOver ?? false;
  }

  begin(): void {
    this.#asked.call.patience?.begin();
  }

  needs(guard: G | undefined): readonly Need[] {
    const { on, input, call, receipt, receipts } = this.#asked;
    const needs = on.needs?.(input, call, guard) ?? [];
    return receipt ? [{ kind: receipts, id: receipt._id }, ...needs] : needs;
  }

  async run(work: UnitOfWork, at: On<G>): Promise<Outcome<unknown>> {
    const { receipt, receipts, seal } = this.#asked;
    const answer = receipt && answerFrom(await work.find(receipts, receipt._id), receipt, seal);
    if (answer) {
      return answer;
    }
    const ran = await this.#ran(work, at);
    if (receipt) {
      const value = seal.close(ran.value, receipt._id);
      work.put(receipts, makeReceipt({ ...receipt, value }, work.now));
    }
    return ran;
  }

  async #ran(work: UnitOfWork, at: On<G>): Promise<Outcome<unknown>> {
    const { on, input, call, receipt, receipts } = this.#asked;
    try {
      return await (on.run
        ? on.run(input, { call, work, ...at })
        : decideOne(on.join(input, call), work, at));
    } catch (reason) {
      // Sent twice at once, on lanes of their own, the other may have been done meanwhile: that is no reason to refuse this.
      if (receipt && reason instanceof Refusal && (await receipts.isStored(receipt._id))) {
        throw new Conflict(`${receipt.command}: the same command was done meanwhile`);
      }
      throw reason;
    }
  }

  done(outcome: Outcome<unknown>): void {
    this.#asked.done(outcome);
  }

  failed(reason: unknown): void {
    this.#asked.failed(reason);
  }
}
