// P10: clients that do not read cost little. `npm run promises -- deafClients [SECONDS] [DEAF]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMany } from "../bench/board/crowdVotes.ts";
import { voters } from "../bench/board/voters.ts";
import { builtServer, type MeasuredProcess } from "../bench/crowd/builtServer.ts";
import { maskedFrame } from "../bench/crowd/rawSocket.ts";
import { seedCrowd } from "../bench/crowd/seedCrowd.ts";
import { tell } from "../support/tried.ts";

const VOTERS = 1000;
const IDEAS = 60;
const MOST_GROWTH_MB = 100;
const MB = 1024 * 1024;
const [, , seconds = "60", deaf = "100"] = process.argv;

const dataDir = await mkdtemp(join(tmpdir(), "promise-deaf-"));
let started: MeasuredProcess | undefined;
try {
  const crowd = await seedCrowd(dataDir, { people: VOTERS, ideas: IDEAS });
  const server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  started = server;
  const open = await (await voters(dataDir))(server.port, crowd);
  const watchers = await openMany(server.port, Number(deaf), crowd.cookies);
  for (const { tcp } of watchers) {
    tcp.write(maskedFrame(`420["board.join",{"boardId":"${crowd.boardId}"}]`));
    tcp.on("error", () => undefined);
  }
  const highestOf = async () => {
    let highest = 0;
    const watching = setInterval(() => {
      highest = Math.max(highest, server.memory());
    }, 200);
    const { perSecond } = await open.voteAgain(Number(seconds));
    clearInterval(watching);
    return { highest, perSecond };
  };
  // What it costs to be busy is not counted against those who do not read: first, they do.
  const before = await highestOf();
  watchers.forEach(({ tcp }) => tcp.pause());
  const { highest, perSecond } = await highestOf();
  const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const cuts = Number(/^sockets_cut (\d+)$/m.exec(metrics)?.[1] ?? 0);
  const growth = (highest - before.highest) / MB;
  watchers.forEach(({ tcp }) => tcp.destroy());
  await open.stop();
  tell({
    promise: "P10",
    asked: "100 such clients for 60 s: memory grows by less than 100 MB, and all are cut",
    seen: `${deaf} deaf clients under ${Math.round(perSecond)} changes/s for ${seconds} s, at most ${growth.toFixed(0)} MB more than while they read, ${cuts} cut`,
    isMet: growth < MOST_GROWTH_MB && cuts === Number(deaf),
  });
} finally {
  await started?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
