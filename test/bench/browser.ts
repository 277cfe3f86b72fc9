// A browser on a large, busy board: npm run bench -- browser [--ideas 10000] [--votes 500] [--seconds 20] [--all] [--json FILE]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CDPSession, Page } from "playwright-core";
import { openBrowser } from "../browser/openBrowser.ts";
import { openMany, pause } from "./board/crowdVotes.ts";
import { builtServer } from "./crowd/builtServer.ts";
import { maskedFrame, type RawSocket } from "./crowd/rawSocket.ts";
import { seedCrowd } from "./crowd/seedCrowd.ts";
import { keep, print, quantile, type Row } from "./report.ts";

const VOTERS = 100;
const TICK_MS = 20;
const WARM_UP_MS = 3000;
const FRAME_MS = 1000 / 60;
/** The timer of frames and the clock it is read with are not the same. */
const FRAME_SLACK = 1.1;
const LONG_TASK_MS = 50;
const MOST_MB = 150;
const MB = 1024 * 1024;
/** As far as somebody reads on. */
const SCREENS = 15;
const SCROLLED_WITHIN_MS = 60_000;
/** What leads to all 10,000 takes as long as a browser takes to lay out each. */
const LOADED_WITHIN_MS = 240_000;

const { values } = parseArgs({
  options: {
    ideas: { type: "string", default: "10000" },
    votes: { type: "string", default: "500" },
    seconds: { type: "string", default: "20" },
    all: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const ideas = Number(values.ideas);
const votes = Number(values.votes);
const seconds = Number(values.seconds);

/** What the page notes of itself. */
interface Noted {
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
}

const note = (): void => {
  const noted = { frames: [] as number[], longTasks: [] as number[] };
  Reflect.set(window, "noted", noted);
  new PerformanceObserver((list) => {
    noted.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });
  let last = performance.now();
  const frame = (): void => {
    const now = performance.now();
    noted.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const noted = Reflect.get(window, "noted") as { frames: number[]; longTasks: number[] };
    noted.frames.length = 0;
    noted.longTasks.length = 0;
  });

/** Seconds of its processor that the page's main thread has used, and bytes of its heap. */
const metricsOf = async (session: CDPSession) => {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { busy: of("TaskDuration"), heap: of("JSHeapUsedSize") };
};

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
  readonly longest: number;
  readonly longTasks: number;
  /** The share of one core. */
  readonly busy: number;
  readonly heapMB: number;
}

const watch = async (page: Page, session: CDPSession): Promise<Measured> => {
  await pause(WARM_UP_MS);
  await forget(page);
  const before = await metricsOf(session);
  const startedAt = performance.now();
  await pause(seconds * 1000);
  const lasted = (performance.now() - startedAt) / 1000;
  const { frames, longTasks } = await page.evaluate(() => Reflect.get(window, "noted") as Noted);
  const after = await metricsOf(session);
  await session.send("HeapProfiler.collectGarbage");
  const { heap } = await metricsOf(session);
  return {
    perSecond: frames.length / lasted,
    p99: quantile(frames, 0.99),
    longest: Math.max(0, ...longTasks),
    longTasks: longTasks.filter((ms) => ms > LONG_TASK_MS).length,
    busy: (after.busy - before.busy) / lasted,
    heapMB: heap / MB,
  };
};

/** So many votes a second, spread over all ideas, each of which changes something; returns how to stop. */
const voting = (sockets: readonly RawSocket[], ideaIds: readonly string[]) => {
  const standing = new Set<string>();
  let sent = 0;
  const vote = (): void => {
    const person = sent % sockets.length;
    // A few are voted for far more often, so that rows change places.
    const ideaId = ideaIds[(sent * 7919) % (sent % 4 === 0 ? 40 : ideaIds.length)];
    const own = `${person}:${ideaId}`;
    const command = standing.delete(own) ? "vote.withdraw" : "vote.cast";
    if (command === "vote.cast") {
      standing.add(own);
    }
    sockets[person]?.tcp.write(maskedFrame(`42["${command}",{"ideaId":"${ideaId}"}]`));
    sent += 1;
  };
  return (): (() => void) => {
    const [startedAt, before] = [performance.now(), sent];
    const timer = setInterval(() => {
      const due = before + ((performance.now() - startedAt) / 1000) * votes;
      while (sent < due) {
        vote();
      }
    }, TICK_MS);
    return () => clearInterval(timer);
  };
};

const rowsOf = (name: string, now: Measured, empty: Measured): Row[] => [
  {
    name: `${name}: frames`,
    unit: "frames/s",
    ours: now.perSecond,
    peers: { "an empty page": empty.perSecond, "p99 ms": now.p99, "its p99 ms": empty.p99 },
    goal: "60 a second, or what an empty page gets here",
    met: now.perSecond * FRAME_SLACK >= Math.min(1000 / FRAME_MS, empty.perSecond),
  },
  {
    name: `${name}: tasks over ${LONG_TASK_MS} ms`,
    unit: "tasks",
    ours: now.longTasks,
    peers: {
      "longest ms": now.longest,
      "an empty page": empty.longTasks,
      "main thread's share of a core": now.busy,
    },
    goal: "none, or no more than on an empty page",
    met: now.longTasks <= empty.longTasks,
  },
  {
    name: `${name}: heap`,
    unit: "MB",
    ours: now.heapMB,
    peers: { "an empty page": empty.heapMB },
    goal: `< ${MOST_MB} MB`,
    met: now.heapMB < MOST_MB,
  },
];

const dataDir = await mkdtemp(join(tmpdir(), "bench-browser-"));
const browser = await openBrowser();
try {
  const crowd = await seedCrowd(dataDir, { people: VOTERS + 1, ideas });
  const server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  const url = `http://127.0.0.1:${server.port}`;
  const [cookie, ...cookies] = crowd.cookies;
  const page = await browser.page(url, { cookie });
  // tsx names functions by a helper of its own, which the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(note);
  let packets = 0;
  page.on("websocket", (socket) => {
    socket.on("framereceived", () => {
      packets += 1;
    });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const rows: Row[] = [];

  await page.goto(`${url}/livez`);
  const empty = await watch(page, session);

  const sockets = await openMany(server.port, VOTERS, cookies);
  await page.goto(`/c/bench/b/${crowd.boardId}`);
  await page.locator("[data-idea]").first().waitFor();
  const name = `${ideas} ideas, ${votes} votes/s`;
  const voteOn = voting(sockets, crowd.ideaIds);
  const measure = async (where: string): Promise<void> => {
    const stop = voteOn();
    packets = 0;
    const measured = await watch(page, session);
    stop();
    process.stdout.write(`${where}: ${packets} packets came\n`);
    const found = rowsOf(`${name}, ${where}`, measured, empty);
    print(found);
    rows.push(...found);
  };
  const lastOnPage = (): Promise<number> =>
    page.evaluate(() => {
      const items = [...document.querySelectorAll("[aria-posinset]")];
      return Math.max(0, ...items.map((item) => Number(item.getAttribute("aria-posinset"))));
    });
  await measure("its top in sight");

  const scrolledBy = performance.now() + SCROLLED_WITHIN_MS;
  for (let screen = 0; screen < SCREENS && performance.now() < scrolledBy; screen += 1) {
    await page.evaluate(() => window.scrollBy(0, window.innerHeight));
    await pause(100);
  }
  await measure(`${SCREENS} screens down, by idea ${await lastOnPage()}`);

  if (values.all) {
    // All of it on the page, as for somebody who has scrolled to the end.
    const loadedBy = performance.now() + LOADED_WITHIN_MS;
    const isCut = async (): Promise<boolean> =>
      (await page.locator("[aria-setsize='-1']").count()) > 0;
    while ((await isCut()) && performance.now() < loadedBy) {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await pause(20);
    }
    const all = (await isCut()) ? `${await lastOnPage()} loaded` : "all loaded";
    await page.evaluate(() => window.scrollTo(0, 0));
    await measure(all);
  }
  sockets.forEach(({ tcp }) => tcp.destroy());
  await server.stop();
  await keep(rows);
} finally {
  await browser.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
