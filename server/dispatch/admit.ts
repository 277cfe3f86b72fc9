import { RateLimiterRes } from "rate-limiter-flexible";
import type { Call } from "./call.ts";
import type { Handler } from "./handler.ts";
import type { MakeLimiter } from "./limiters.ts";
import { Refusal } from "./refusal.ts";

const MINUTE = 60;
/** A minute, for one user or, of guests, one address. Far above what a person does. */
const READS = 60_000;
const WRITES = 3000;
/** What sends a mail or costs a password hash, for one address. */
const COSTLY = 300;

const COSTLY_NAMES: ReadonlySet<string> = new Set([
  "account.register",
  "account.login",
  "account.changePassword",
  "account.requestReset",
  "account.resetPassword",
  "account.requestVerification",
]);

/** Throws `rate_limited`, with the seconds to wait, when the caller has had enough for now. */
export const admitter = (limiter: MakeLimiter) => {
  const reads = limiter({ name: "reads", points: READS, seconds: MINUTE });
  const writes = limiter({ name: "writes", points: WRITES, seconds: MINUTE });
  const costly = limiter({ name: "costly", points: COSTLY, seconds: MINUTE });
  return async ({ operation }: Handler, { actor, address }: Call): Promise<void> => {
    const isCostly = COSTLY_NAMES.has(operation.name);
    const limit = isCostly ? costly : operation.kind === "query" ? reads : writes;
    const who = actor.kind === "user" && !isCostly ? actor.id : address;
    try {
      await limit.consume(who);
    } catch (spent) {
      if (!(spent instanceof RateLimiterRes)) {
        throw spent;
      }
      throw new Refusal("rate_limited", { retryAfter: Math.ceil(spent.msBeforeNext / 1000) });
    }
  };
};
