import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "../dispatch/refusal.ts";

const MINUTES_15 = 15 * 60;
/** Of one account from one address, and of one address over all accounts. */
const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_ADDRESS = 100;

/** Counts failed logins, so that passwords can't be tried in bulk. */
export interface LoginLimits {
  /** Throws `rate_limited` once the failures are spent, whether or not the account exists. */
  refuseIfSpent(email: string, address: string): Promise<void>;
  countFailure(email: string, address: string): Promise<void>;
}

export const loginLimits = (): LoginLimits => {
  const perAccount = new RateLimiterMemory({ points: FAILURES_PER_ACCOUNT, duration: MINUTES_15 });
  const perAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: MINUTES_15 });
  const limits = (email: string, address: string) =>
    [
      [perAccount, `${address} ${email}`, FAILURES_PER_ACCOUNT],
      [perAddress, address, FAILURES_PER_ADDRESS],
    ] as const;
  return {
    refuseIfSpent: async (email, address) => {
      for (const [limiter, key, most] of limits(email, address)) {
        const used = await limiter.get(key);
        if (used && used.consumedPoints >= most) {
          throw new Refusal("rate_limited", { retryAfter: Math.ceil(used.msBeforeNext / 1000) });
        }
      }
    },
    countFailure: async (email, address) => {
      for (const [limiter, key] of limits(email, address)) {
        await limiter.consume(key).catch((spent: unknown) => {
          if (!(spent instanceof RateLimiterRes)) {
            throw spent;
          }
        });
      }
    },
  };
};
