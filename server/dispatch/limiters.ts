import type { Redis } from "ioredis";
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";

/** `points` for each key in so many seconds. */
interface Limit {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** Makes limiters; those of one name count together, on however many nodes. */
export type MakeLimiter = (limit: Limit) => RateLimiterAbstract;

export const memoryLimiter: MakeLimiter = ({ name, points, seconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** Counts in Redis; while it is away each node counts for itself. */
export const sharedLimiter =
  (redis: Redis, prefix: string): MakeLimiter =>
  (limit) =>
    new RateLimiterRedis({
      storeClient: redis,
      rejectIfRedisNotReady: true,
      keyPrefix: `${prefix}:limit:${limit.name}`,
      points: limit.points,
      duration: limit.seconds,
      // Who has had enough is not worth a question.
      inMemoryBlockOnConsumed: limit.points,
      insuranceLimiter: memoryLimiter(limit),
    });
