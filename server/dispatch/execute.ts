import type { Reply } from "../../shared/protocol/reply.ts";
import { AWAY_RETRY_AFTER_S, type Breaker } from "../database/breaker.ts";
import { DatabaseAway } from "../database/databaseAway.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Call } from "./call.ts";
import type { Handler } from "./handler.ts";
import { Refusal } from "./refusal.ts";

export interface ExecuteDeps {
  /** Throws `rate_limited` when the caller has had enough for now. */
  readonly admit: (handler: Handler, call: Call) => Promise<void>;
  readonly breaker: Breaker;
  readonly logFault: (fault: unknown, what: { operation: string; requestId: string }) => void;
}

export type Execute = (handler: Handler, input: unknown, call: Call) => Promise<Reply<unknown>>;

/** `unavailable`: whether nothing was done, or nobody knows yet. */
export const awayRefusal = (reason: unknown, kind: "command" | "query"): Refusal =>
  new Refusal("unavailable", {
    retryAfter: AWAY_RETRY_AFTER_S,
    message:
      reason instanceof DatabaseAway && (kind === "query" || !reason.hasBegun)
        ? `${reason.message}: nothing was done`
        : "the database is away: whether it was done shows when it is sent again with the same key",
  });

/** The one road of every operation, whichever door it came through. Never throws. */
export const makeExecute = ({ admit, breaker, logFault }: ExecuteDeps): Execute => {
  const perform = (handler: Handler, input: unknown, call: Call): Promise<unknown> =>
    call.isUnsure
      ? Promise.reject(new DatabaseAway("the database is away", { hasBegun: false }))
      : breaker.run((patience) => handler.perform(input, { ...call, patience }));

  const fromMemory = (handler: Handler, input: unknown, call: Call): unknown => {
    try {
      return handler.fromMemory?.(input, call);
    } catch (reason) {
      if (!(reason instanceof Refusal)) {
        throw reason;
      }
      // A "no" from memory may be wrong: whoever asks is told to come back instead.
      return undefined;
    }
  };

  const otherwise = (
    reason: unknown,
    handler: Handler,
    input: unknown,
    call: Call,
  ): Reply<unknown> => {
    if (reason instanceof Refusal) {
      return { ok: false, error: reason.body };
    }
    const what = { operation: handler.operation.name, requestId: call.requestId };
    if (isDatabaseAway(reason)) {
      const value = fromMemory(handler, input, call);
      if (value !== undefined) {
        return { ok: true, value };
      }
      // The breaker has logged once that it opened; a fault of the driver may be another.
      if (!(reason instanceof DatabaseAway)) {
        logFault(reason, what);
      }
      return { ok: false, error: awayRefusal(reason, handler.operation.kind).body };
    }
    logFault(reason, what);
    const refusal = new Refusal("internal", { message: `fault ${call.requestId}` });
    return { ok: false, error: refusal.body };
  };

  return async (handler, input, call) => {
    try {
      await admit(handler, call);
      if (handler.prepare && !call.isUnsure) {
        await handler.prepare(input, call);
      }
      return { ok: true, value: await perform(handler, input, call) };
    } catch (reason) {
      return otherwise(reason, handler, input, call);
    }
  };
};
