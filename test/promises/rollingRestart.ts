// P18: a rolling restart is invisible. `npm run promises -- rollingRestart [RESTARTS]`
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { Follower } from "../support/follower.ts";
import { spawnNodes } from "../support/spawnNodes.ts";
import { findLost, SteadyWriter } from "../support/steadyWriter.ts";
import { tell } from "../support/tried.ts";

const NODES = 3;
const WRITERS = 6;
const FOLLOWERS = 12;
const GAP_MS = 3000;
const PAUSE_MS = 50;
const CAUGHT_UP_MS = 8000;

interface Result {
  readonly acknowledged: number;
  readonly retries: number;
  /** Milliseconds. */
  readonly longestWrite: number;
  readonly longestGap: number;
  readonly wrong: readonly string[];
}

/** Writers and watchers behind the load balancer, while one node after the other leaves and comes back. */
export const restartNodes = async (
  restarts: number,
  gapMs: number,
  progress: (line: string) => void = () => undefined,
): Promise<Result> => {
  const nodes = await spawnNodes(NODES);
  try {
    const { owner, servers, front } = nodes;
    const community = await owner.do(createCommunity, { name: "Tread" });
    const board = await owner.do(createBoard, { communityId: community.id, name: "Next" });
    const inFront = owner.at(nodes.url);
    const followers = Array.from(
      { length: FOLLOWERS },
      () => new Follower(owner.at(nodes.url), board.id),
    );
    await Promise.all(followers.map(({ joined }) => joined));
    const writers = Array.from(
      { length: WRITERS },
      () => new SteadyWriter(owner.at(nodes.url), board.id, PAUSE_MS),
    );
    const wrong: string[] = [];
    for (let restart = 0; restart < restarts; restart += 1) {
      const server = servers[restart % NODES];
      const code = await server?.end("SIGTERM");
      if (code !== 0) {
        wrong.push(`a node left with ${code}`);
      }
      await server?.start();
      while (front.ready.length < NODES) {
        await setTimeout(20);
      }
      progress(`${restart + 1} restarts`);
    }
    await Promise.all(writers.map((writer) => writer.end()));
    const endedAt = performance.now();
    const areRight = async (): Promise<boolean> =>
      (await Promise.all(followers.map((follower) => follower.isRight(inFront)))).every(Boolean);
    let isRight = await areRight();
    while (!isRight && performance.now() - endedAt < CAUGHT_UP_MS) {
      await setTimeout(50);
      isRight = await areRight();
    }
    if (!isRight) {
      wrong.push("somebody does not see everything");
    }
    const longestGap = Math.max(...followers.map((follower) => follower.longestGap));
    await Promise.all(followers.map((follower) => follower.end()));
    wrong.push(...(await findLost(inFront, board.id, writers)));
    if (longestGap > gapMs) {
      wrong.push(`somebody was out for ${Math.round(longestGap)} ms`);
    }
    return {
      acknowledged: writers.reduce((sum, { titles }) => sum + titles.length, 0),
      retries: writers.reduce((sum, { retries }) => sum + retries, 0),
      longestWrite: Math.round(Math.max(...writers.map(({ longest }) => longest))),
      longestGap: Math.round(longestGap),
      wrong,
    };
  } finally {
    await nodes.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const restarts = Number(process.argv[2] ?? 20);
  const { acknowledged, retries, longestWrite, longestGap, wrong } = await restartNodes(
    restarts,
    GAP_MS,
    (line) => process.stdout.write(`${line}\n`),
  );
  tell({
    promise: "P18",
    asked: "20 restarts of 3 nodes under load, 0 lost or doubled, nobody out for more than 3 s",
    seen:
      `${restarts} restarts of ${NODES} nodes under load, ${acknowledged} acknowledged, ${retries} retries, ` +
      `slowest write ${longestWrite} ms, longest gap ${longestGap} ms, ${wrong.length} wrong`,
    isMet: wrong.length === 0,
    wrong,
  });
}
