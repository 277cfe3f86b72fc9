import type {
  Command,
  Operation,
  ParsedOf,
  Query,
  ValueOf,
} from "../../shared/protocol/operation.ts";
import type { Kind } from "../database/kind.ts";
import type { Tell } from "./afterCommit.ts";
import type { Call } from "./call.ts";
import { CommandJob, type OnLane } from "./commandJob.ts";
import type { Outcome } from "./outcome.ts";
import type { Guard } from "./guard.ts";
import { parseInput } from "./parseInput.ts";
import { inputHash, makeSeal, receiptId, type StoredReceipt } from "./receipts.ts";

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
      const lane = on.lane(input, call);
      const id = typeof lane === "string" ? lane : await lane;
      const receipt =
        operation.retry === "receipt" && call.key !== undefined
          ? {
              _id: receiptId(operation, call, call.key),
              command: operation.name,
              inputHash: inputHash(secret, operation.name, input),
            }
          : undefined;
      const outcome = await new Promise<Outcome<unknown>>((done, failed) => {
        const asked = { on, input, call, receipt, receipts, seal, done, failed };
        on.lanes.submit(id, new CommandJob(asked));
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
