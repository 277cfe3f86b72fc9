// P8: the database goes away and comes back. `npm run promises -- databaseAway [SECONDS OF EACH FAULT]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { startEmbeddedMongodb } from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { BoardSnapshot, getBoard } from "../../shared/boards/getBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { FaultProxy } from "../support/faultProxy.ts";
import { newKey, Person, type HttpAnswer } from "../support/person.ts";
import { proxiedDatabase } from "../support/proxiedDatabase.ts";
import { allPages, spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer } from "../support/spawnServer.ts";
import { tell } from "../support/tried.ts";

const WRITERS = 6;
const READ_EVERY_MS = 100;
const AGAIN_MS = 250;
/** Promised: how soon a write is refused, and how soon all is well again. */
const SOON_MS = 1000;
const BACK_MS = 5000;

const faults = {
  refusing: (proxy: FaultProxy) => proxy.refuse(),
  silent: (proxy: FaultProxy) => proxy.stall(),
  unreachable: (proxy: FaultProxy) => proxy.halfOpen(),
} as const;

const OkBody = z.object({ ok: z.literal(true) });
const BoardBody = z.object({ ok: z.literal(true), value: BoardSnapshot });

export interface AwayReport {
  readonly acknowledged: number;
  readonly refused: number;
  /** Acknowledged writes that are not there, or are there twice, or halves. */
  readonly wrong: readonly string[];
  /** Answers that are neither `ok` nor 503 with Retry-After. */
  readonly odd: readonly string[];
  /** Milliseconds: the slowest answer to a write while the database was away. */
  readonly slowestRefusal: number;
  /** Milliseconds from the database's return to every writer's next success, per fault. */
  readonly backAfter: Readonly<Record<string, number>>;
  readonly staleReads: number;
  readonly failedReads: number;
  /** Milliseconds. */
  readonly slowestRead: number;
  readonly isMet: boolean;
}

/** What the writers and the reader have met so far. */
class Notes {
  readonly comments = new Map<string, string>();
  readonly votes = new Map<string, boolean>();
  readonly odd: string[] = [];
  acknowledged = 0;
  refused = 0;
  slowestRefusal = 0;
  staleReads = 0;
  failedReads = 0;
  slowestRead = 0;
  isAway = false;
  /** Who has succeeded since the database came back. */
  readonly back = new Set<string>();
  isOver = false;
}

const write = async (
  notes: Notes,
  person: Person,
  send: () => Promise<HttpAnswer>,
): Promise<void> => {
  // Over and over with the same key, as a client does: in the end it has been done, once.
  for (;;) {
    const wasAway = notes.isAway;
    const startedAt = performance.now();
    const answer = await send();
    const took = performance.now() - startedAt;
    if (wasAway && notes.isAway) {
      notes.slowestRefusal = Math.max(notes.slowestRefusal, took);
    }
    if (OkBody.safeParse(answer.body).success) {
      notes.acknowledged += 1;
      if (!wasAway && !notes.isAway) {
        notes.back.add(person.id);
      }
      return;
    }
    notes.refused += 1;
    if (answer.status !== 503 || !answer.headers.has("retry-after")) {
      notes.odd.push(`${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await wait(AGAIN_MS);
  }
};

const writeOn = async (notes: Notes, person: Person, ideaIds: readonly string[]): Promise<void> => {
  for (let turn = 0; !notes.isOver; turn += 1) {
    const ideaId = ideaIds[turn % ideaIds.length] ?? "";
    const [key, text] = [newKey(), `Comment ${newKey()}`];
    await write(notes, person, () => person.answer(addComment, { ideaId, text }, key));
    notes.comments.set(text, ideaId);
    const isCast = turn % 3 !== 2;
    await write(notes, person, () => person.answer(isCast ? castVote : withdrawVote, { ideaId }));
    notes.votes.set(`${ideaId}:${person.id}`, isCast);
  }
};

const readOn = async (notes: Notes, guest: Person, boardId: string): Promise<void> => {
  while (!notes.isOver) {
    const wasAway = notes.isAway;
    const startedAt = performance.now();
    const { body } = await guest.answer(getBoard, { boardId });
    const board = BoardBody.safeParse(body);
    const took = performance.now() - startedAt;
    notes.slowestRead = Math.max(notes.slowestRead, took);
    if (!board.success || took > SOON_MS) {
      notes.failedReads += 1;
      notes.odd.push(`read ${Math.round(took)} ms ${board.success ? "" : JSON.stringify(body)}`);
    } else if (wasAway && board.data.value.stale) {
      notes.staleReads += 1;
    }
    await wait(READ_EVERY_MS);
  }
};

const findWrong = async (
  notes: Notes,
  reader: Person,
  ideaIds: readonly string[],
): Promise<string[]> => {
  const wrong: string[] = [];
  for (const ideaId of ideaIds) {
    const { idea } = await reader.do(getIdea, { ideaId });
    const texts = await allPages(async (after) => {
      const { comments, next } = await reader.do(listComments, { ideaId, limit: 100, after });
      return { items: comments.map(({ text }) => text), next };
    });
    const voters = await allPages(async (after) => {
      const { voters: items, next } = await reader.do(listVoters, { ideaId, limit: 100, after });
      return { items, next };
    });
    const [found, ids] = [new Set(texts), new Set(voters.map(({ id }) => String(id)))];
    const wanted = [...notes.comments].filter(([, on]) => on === ideaId).map(([text]) => text);
    wrong.push(...wanted.filter((text) => !found.has(text)).map((text) => `missing: ${text}`));
    if (found.size !== texts.length || found.size !== wanted.length) {
      wrong.push(`idea ${ideaId} has ${texts.length} comments, ${wanted.length} were written`);
    }
    if (idea.comments !== texts.length || idea.votes !== ids.size) {
      wrong.push(`idea ${ideaId} shows ${idea.votes} votes and ${idea.comments} comments`);
    }
    for (const [vote, isCast] of notes.votes) {
      const [on, by = ""] = vote.split(":");
      if (on === ideaId && ids.has(by) !== isCast) {
        wrong.push(`vote ${vote}`);
      }
    }
  }
  return wrong;
};

/** Takes the database away in each way there is, under writers and a reader. */
export const takeDatabaseAway = async (
  seconds: number,
  progress: (line: string) => void = () => undefined,
): Promise<AwayReport> => {
  const dataDir = await mkdtemp(join(tmpdir(), "test-away-"));
  const engine = await startEmbeddedMongodb({ dataDir });
  const { uri, proxy } = await proxiedDatabase(engine.uri);
  const server = await spawnServer({ MONGODB_URI: uri });
  try {
    const { people, board, ideas, owner } = await spawnedScene(server, {
      people: WRITERS,
      ideas: 3,
    });
    const ideaIds = ideas.map(({ id }) => id);
    const notes = new Notes();
    const guest = new Person(server.url);
    await guest.do(getBoard, { boardId: board.id });
    const working = [
      ...people.map((person) => writeOn(notes, person, ideaIds)),
      readOn(notes, guest, board.id),
    ];
    const backAfter: Record<string, number> = {};
    const { pid } = server;
    for (const [name, begin] of Object.entries(faults)) {
      await wait(1000);
      notes.isAway = true;
      begin(proxy);
      await wait(seconds * 1000);
      notes.isAway = false;
      notes.back.clear();
      const healedAt = performance.now();
      await proxy.heal();
      while (notes.back.size < WRITERS && performance.now() - healedAt < 60_000) {
        await wait(10);
      }
      backAfter[name] = Math.round(performance.now() - healedAt);
      progress(`${name}: all back after ${backAfter[name]} ms`);
    }
    notes.isOver = true;
    await Promise.all(working);
    const wrong = await findWrong(notes, owner, ideaIds);
    const { acknowledged, refused, odd, staleReads, failedReads } = notes;
    const slowestRefusal = Math.round(notes.slowestRefusal);
    odd.unshift(...server.lines.filter((line) => line.includes('"fault"')));
    return {
      acknowledged,
      refused,
      wrong,
      odd,
      slowestRefusal,
      backAfter,
      staleReads,
      failedReads,
      slowestRead: Math.round(notes.slowestRead),
      isMet:
        server.pid === pid &&
        wrong.length === 0 &&
        odd.length === 0 &&
        slowestRefusal <= SOON_MS &&
        Math.max(...Object.values(backAfter)) <= BACK_MS &&
        staleReads > 0 &&
        failedReads === 0,
    };
  } finally {
    proxy.stop();
    await server.remove();
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const seconds = Number(process.argv[2] ?? 60);
  const report = await takeDatabaseAway(seconds, (line) => process.stdout.write(`${line}\n`));
  const {
    acknowledged,
    refused,
    wrong,
    odd,
    slowestRefusal,
    backAfter,
    staleReads,
    failedReads,
    slowestRead,
  } = report;
  const back = Object.entries(backAfter).map(([name, ms]) => `${name} ${ms} ms`);
  tell({
    promise: "P8",
    asked:
      "writes refused within 1 s, public boards served as stale, well within 5 s, nothing lost",
    seen:
      `${seconds} s away three times, ${acknowledged} acknowledged, ${wrong.length} lost or doubled, ${refused} refused, ` +
      `slowest ${slowestRefusal} ms, ${odd.length} odd answers, ${staleReads} stale reads, ${failedReads} failed, ` +
      `slowest ${slowestRead} ms; back after ${back.join(", ")}`,
    isMet: report.isMet,
    wrong: [...wrong, ...odd],
  });
}
