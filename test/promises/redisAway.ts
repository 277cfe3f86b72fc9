// P9: Redis away. `npm run promises -- redisAway [OUTAGES] [SECONDS]`
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { Follower } from "../support/follower.ts";
import { spawnNodes } from "../support/spawnNodes.ts";
import { findLost, SteadyWriter } from "../support/steadyWriter.ts";
import { tell } from "../support/tried.ts";

const NODES = 3;
const CAUGHT_UP_MS = 8000;
const BETWEEN_MS = 2000;
const PAUSE_MS = 100;

interface Result {
  readonly acknowledged: number;
  /** Milliseconds. */
  readonly longestWrite: number;
  /** From the end of an outage until everybody everywhere shows everything. */
  readonly longestCatchUp: number;
  readonly wrong: readonly string[];
}

/** Writers and watchers on every node, while Redis is killed, and stopped, again and again. */
export const loseRedis = async (outages: number, seconds: number): Promise<Result> => {
  const nodes = await spawnNodes(NODES);
  try {
    const { owner, urls, redis } = nodes;
    const community = await owner.do(createCommunity, { name: "Tread" });
    const board = await owner.do(createBoard, { communityId: community.id, name: "Next" });
    const wrong: string[] = [];
    let longestCatchUp = 0;
    let longestWrite = 0;
    let acknowledged = 0;
    const followers = await Promise.all(
      urls.map(async (url) => new Follower(await nodes.user(url, "Watcher"), board.id)),
    );
    await Promise.all(followers.map(({ joined }) => joined));
    for (let outage = 1; outage <= outages; outage += 1) {
      const writers = urls.map((url) => new SteadyWriter(owner.at(url), board.id, PAUSE_MS));
      await setTimeout(BETWEEN_MS);
      const isKill = outage % 2 === 1;
      await redis.signal(isKill ? "SIGKILL" : "SIGSTOP");
      await setTimeout(seconds * 1000);
      await (isKill ? redis.start() : redis.signal("SIGCONT"));
      await setTimeout(BETWEEN_MS);
      await Promise.all(writers.map((writer) => writer.end()));
      const endedAt = performance.now();
      const areRight = async (): Promise<boolean> =>
        (await Promise.all(followers.map((follower) => follower.isRight(owner)))).every(Boolean);
      let isRight = await areRight();
      while (!isRight && performance.now() - endedAt < CAUGHT_UP_MS) {
        await setTimeout(50);
        isRight = await areRight();
      }
      if (!isRight) {
        wrong.push(`outage ${outage}: somebody does not see everything`);
      }
      longestCatchUp = Math.max(longestCatchUp, performance.now() - endedAt);
      longestWrite = Math.max(longestWrite, ...writers.map(({ longest }) => longest));
      acknowledged += writers.reduce((sum, { titles }) => sum + titles.length, 0);
      wrong.push(...(await findLost(owner, board.id, writers)));
    }
    await Promise.all(followers.map((follower) => follower.end()));
    return {
      acknowledged,
      longestWrite: Math.round(longestWrite),
      longestCatchUp: Math.round(longestCatchUp),
      wrong,
    };
  } finally {
    await nodes.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const outages = Number(process.argv[2] ?? 10);
  const seconds = Number(process.argv[3] ?? 10);
  const { acknowledged, longestWrite, longestCatchUp, wrong } = await loseRedis(outages, seconds);
  tell({
    promise: "P9",
    asked: "each node goes on without Redis; after its return nobody misses or doubles anything",
    seen:
      `${outages} outages of ${seconds} s over ${NODES} processes, ${acknowledged} acknowledged, slowest write ${longestWrite} ms, ` +
      `all caught up after at most ${longestCatchUp} ms, ${wrong.length} lost, doubled or not seen`,
    isMet: wrong.length === 0,
    wrong,
  });
}
