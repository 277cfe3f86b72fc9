import type { Reply } from "../../shared/protocol/reply.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Call } from "./call.ts";
import type { Handler } from "./handler.ts";
import { Refusal } from "./refusal.ts";

const RETRY_AFTER_S = 2;

export interface ExecuteDeps {
  /** Throws `rate_limited` when the caller has had enough for now. */
  readonly admit: (handler: Handler, call: Call) => Promise<void>;
  readonly logFault: (fault: unknown, what: { operation: string; requestId: string }) => void;
}

export type Execute = (handler: Handler, input: unknown, call: Call) => Promise<Reply<unknown>>;

/** The one road of every operation, whichever door it came through. Never throws. */
export const makeExecute =
  ({ admit, logFault }: ExecuteDeps): Execute =>
  async (handler, input, call) => {
    try {
      await admit(handler, call);
      return { ok: true, value: await handler.perform(input, call) };
    } catch (reason) {
      if (reason instanceof Refusal) {
        return { ok: false, error: reason.body };
      }
      logFault(reason, { operation: handler.operation.name, requestId: call.requestId });
      const refusal = isDatabaseAway(reason)
        ? new Refusal("unavailable", { retryAfter: RETRY_AFTER_S })
        : new Refusal("internal", { message: `fault ${call.requestId}` });
      return { ok: false, error: refusal.body };
    }
  };
