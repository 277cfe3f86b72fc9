import type {
  Command,
  Operation,
  ParsedOf,
  Query,
  ValueOf,
} from "../../shared/protocol/operation.ts";
import type { Kind } from "../database/kind.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { Tell } from "./afterCommit.ts";
import type { Call } from "./call.ts";
import { decideOne, type Ticket } from "./batch.ts";
import type { Job, On, Outcome } from "./job.ts";
import type { Guard } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { parseInput } from "./parseInput.ts";
import {
  answerFrom,
  inputHash,
  makeReceipt,
  makeSeal,
  receiptId,
  type StoredReceipt,
} from "./receipts.ts";

/** An operation with what does it. Throws refusals and faults; `execute` turns both into replies. */
export interface Handler {
  readonly operation: Operation;
  perform(input: unknown, call: Call): Promise<unknown>;
  /** What may take longer than one waits for the database, done before that. Throws refusals and faults too. */
  prepare?(input: unknown, call: Call): Promise<void>;
  /** While the database is away: what can be said without it, if anything. */
  fromMemory?(input: unknown, call: Call): unknown;
}

export interface CommandDeps {
  readonly receipts: Kind<StoredReceipt>;
  /** Makes hashes of inputs worthless to whoever reads the database. */
  readonly secret: string;
  readonly tell: Tell;
}

/** What a command's `run` has to go by. */
export interface Running<G> extends On<G> {
  readonly call: Call;
  readonly work: UnitOfWork;
}

/** It runs by itself, or takes its place in a batch. */
export type Doing<Run, Join> =
  | { readonly run: Run; readonly join?: undefined }
  | { readonly join: Join; readonly run?: undefined };

type OnLane<C extends Command, G extends Guard> = Doing<
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

/** Handles a query: it reads, and a retry is only another read. */
export const handleQuery = <Q extends Query>(
  operation: Q,
  run: (input: ParsedOf<Q>, call: Call) => Promise<ValueOf<Q>>,
): Handler => ({
  operation,
  perform: async (raw, call) => run(parseInput<Q["input"]>(operation.input, raw), call),
});

/** Handles a command that changes nothing on a lane, such as beginning or ending a login. */
export const handlePlain = <C extends Command>(
  operation: C,
  run: (input: ParsedOf<C>, call: Call) => Promise<ValueOf<C>>,
): Handler => ({
  operation,
  perform: async (raw, call) => run(parseInput<C["input"]>(operation.input, raw), call),
});

/** Handles a command on the lane of the document that guards what it changes. */
export const handleCommand = ({ receipts, secret, tell }: CommandDeps) => {
  const seal = makeSeal(secret);
  return <C extends Command, G extends Guard>(operation: C, on: OnLane<C, G>): Handler => ({
    operation,
    perform: async (raw, call) => {
      const input = parseInput<C["input"]>(operation.input, raw);
      const id = await on.lane(input, call);
      const receipt =
        operation.retry === "receipt" && call.key !== undefined
          ? {
              _id: receiptId(operation, call, call.key),
              command: operation.name,
              inputHash: inputHash(secret, operation.name, input),
            }
          : undefined;
      const outcome = await new Promise<Outcome<unknown>>((done, failed) => {
        const { run, join } = on;
        const job: Job<G> = {
          alone: on.alone ?? false,
          // What has a receipt must be asked for it first, by itself.
          ticket: receipt ? undefined : join?.(input, call),
          isOver: () => call.patience?.isOver ?? false,
          begin: () => call.patience?.begin(),
          needs: (guard) => [
            ...(receipt ? [{ kind: receipts, id: receipt._id }] : []),
            ...(on.needs?.(input, call, guard) ?? []),
          ],
          run: async (work, at) => {
            const answer =
              receipt && answerFrom(await work.find(receipts, receipt._id), receipt, seal);
            if (answer) {
              return answer;
            }
            const ran = await (run
              ? run(input, { call, work, ...at })
              : decideOne(join(input, call), work, at));
            if (receipt) {
              const value = seal.close(ran.value, receipt._id);
              work.put(receipts, makeReceipt({ ...receipt, value }, work.now));
            }
            return ran;
          },
          done,
          failed,
        };
        on.lanes.submit(id, job);
      });
      for (const after of outcome.after ?? []) {
        tell(after, call);
      }
      if (on.finish) {
        await on.finish(parseInput<C["output"]>(operation.output, outcome.value), input, call);
      }
      return outcome.value;
    },
  });
};
