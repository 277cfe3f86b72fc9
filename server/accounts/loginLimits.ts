import { RateLimiterRes } from "rate-limiter-flexible";
import type { MakeLimiter } from "../dispatch/limiters.ts";
import { Refusal } from "../dispatch/refusal.ts";

const MINUTES_15 = 15 * 60;
/** Of one account from one address, and of one address over all accounts. */
const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_ADDRESS = 100;

/** Counts failed logins, so that passwords can't be tried in bulk. */
export interface LoginLimits {
  /**
   * Counts a try as failed, before it is made, so that many at once don't all pass. Throws `rate_limited`
   * once the failures are spent, whether or not the account exists.
   */
  countTry(email: string, address: string): Promise<void>;
  /** The try was right after all. */
  forgive(email: string, address: string): Promise<void>;
}

export const loginLimits = (limiter: MakeLimiter): LoginLimits => {
  const perAccount = limiter({
    name: "failures.account",
    points: FAILURES_PER_ACCOUNT,
    seconds: MINUTES_15,
  });
  const perAddress = limiter({
    name: "failures.address",
    points: FAILURES_PER_ADDRESS,
    seconds: MINUTES_15,
  });
  const limits = (email: string, address: string) =>
    [
      [perAccount, `${address} ${email}`],
      [perAddress, address],
    ] as const;
  return {
    countTry: async (email, address) => {
      for (const [limiter, key] of limits(email, address)) {
        try {
          await limiter.consume(key);
        } catch (spent) {
          if (!(spent instanceof RateLimiterRes)) {
            throw spent;
          }
          throw new Refusal("rate_limited", { retryAfter: Math.ceil(spent.msBeforeNext / 1000) });
        }
      }
    },
    forgive: async (email, address) => {
      for (const [limiter, key] of limits(email, address)) {
        await limiter.reward(key);
      }
    },
  };
};
