// P22: the event loop does not stall. `npm run promises -- eventLoop [SECONDS] [CLIENTS]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { voters } from "../bench/board/voters.ts";
import { builtServer, type MeasuredProcess } from "../bench/crowd/builtServer.ts";
import { seedCrowd } from "../bench/crowd/seedCrowd.ts";
import { tell } from "../support/tried.ts";

const IDEAS = 100;
const MOST_MS = 50;
const [, , seconds = "30", clients = "1000"] = process.argv;

const delayOf = async (port: number): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^event_loop_delay_p999_seconds (\S+)$/m.exec(text)?.[1]) * 1000;
};

const dataDir = await mkdtemp(join(tmpdir(), "promise-loop-"));
let server: MeasuredProcess | undefined;
try {
  const crowd = await seedCrowd(dataDir, { people: Number(clients), ideas: IDEAS });
  server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  const open = await (await voters(dataDir))(server.port, crowd);
  // Warm, and what came before it is forgotten.
  await open.voteAgain(3);
  await delayOf(server.port);
  const { perSecond } = await open.voteAgain(Number(seconds));
  const p999 = await delayOf(server.port);
  await open.stop();
  tell({
    promise: "P22",
    asked: "the event loop's delay stays below 50 ms in 99.9 % of cases at full load",
    seen: `${clients} clients, ${Math.round(perSecond)} votes/s for ${seconds} s, p99.9 of the delay ${p999.toFixed(1)} ms`,
    isMet: p999 < MOST_MS,
  });
} finally {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
