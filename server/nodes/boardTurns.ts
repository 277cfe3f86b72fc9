import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { Turn, Turns } from "../dispatch/turns.ts";

/** After so long the turn is somebody else's, whatever became of who took it. */
const TURN_MS = 1000;
const CONTENDED_MS = 3000;
const LEAST_PAUSE_MS = 2;
const YIELD_MS = 6;

const TAKE = `
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  redis.call('del', KEYS[3])
  return {1, redis.call('get', KEYS[2])}
end
redis.call('set', KEYS[3], 1, 'PX', 100)
return {0}`;
const END = `
if ARGV[2] ~= '' then
  redis.call('set', KEYS[2], ARGV[2], 'PX', 60000)
end
if redis.call('get', KEYS[1]) == ARGV[1] then
  redis.call('del', KEYS[1])
end
return redis.call('exists', KEYS[3])`;

const Taken = z.union([
  z.tuple([z.literal(1), z.coerce.number().nullable()]),
  z.tuple([z.literal(1)]),
  z.tuple([z.literal(0)]),
]);

interface TurnsDeps {
  readonly redis: Redis;
  readonly prefix: string;
  readonly clock: () => number;
  readonly random: () => number;
}

const noTurn: Turn = { rev: undefined, end: () => undefined };

/** Turns by a lock in Redis, taken only where several nodes write on one board; without Redis all go at once. */
export const boardTurns = ({ redis, prefix, clock, random }: TurnsDeps): Turns => {
  const metAt = new Map<string, number>();
  /** Where somebody waited when this node's last turn ended: it goes behind them. */
  const yields = new Set<string>();
  const rest = (): Promise<void> => pause(LEAST_PAUSE_MS * (1 + random()));

  const met = (boardId: string): void => {
    const now = clock();
    for (const [id, at] of metAt) {
      if (at > now - CONTENDED_MS) {
        break;
      }
      metAt.delete(id);
    }
    metAt.delete(boardId);
    metAt.set(boardId, now);
  };

  return {
    met,
    isContended: (boardId) => (metAt.get(boardId) ?? -Infinity) > clock() - CONTENDED_MS,
    take: async (boardId) => {
      const token = randomUUID();
      const at = `${prefix}:turn:${boardId}`;
      const keys = [at, `${at}:rev`, `${at}:wanted`];
      if (yields.delete(boardId)) {
        await pause(YIELD_MS);
      }
      const until = clock() + TURN_MS;
      while (clock() < until) {
        const reply = await redis
          .call("EVAL", TAKE, keys.length, ...keys, token, TURN_MS)
          .catch(() => undefined);
        const taken = Taken.safeParse(reply).data;
        if (!taken) {
          return noTurn;
        }
        const [isMine, rev] = taken;
        if (isMine === 1) {
          return {
            rev: rev ?? undefined,
            end: (own) => {
              redis.call("EVAL", END, keys.length, ...keys, token, own ?? "").then(
                (isWanted) => isWanted === 1 && yields.add(boardId),
                () => undefined,
              );
            },
          };
        }
        await rest();
      }
      return noTurn;
    },
  };
};
