// P1: an acknowledged write survives `kill -9` of the application. `npm run promises -- applicationKills [KILLS]`
import { pathToFileURL } from "node:url";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { login } from "../../shared/accounts/login.ts";
import { register } from "../../shared/accounts/register.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { newKey, Person } from "../support/person.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { tell } from "../support/tried.ts";

const PASSWORD = "correct horse battery";
const WRITERS = 6;

/** What one writer was told is done. */
interface Acknowledged {
  readonly ideas: Map<string, string>;
  readonly comments: Map<string, string>;
  readonly votes: Map<string, boolean>;
  /** Votes whose last intent got no answer: both outcomes are right. */
  readonly unsure: Set<string>;
}

const isCutOff = (reason: unknown): boolean => reason instanceof TypeError;

const writeUntilCut = async (
  person: Person,
  boardId: string,
  ideaIds: readonly string[],
  told: Acknowledged,
): Promise<void> => {
  try {
    for (let turn = 0; ; turn += 1) {
      const ideaId = ideaIds[turn % ideaIds.length] ?? "";
      const title = `Idea ${newKey()}`;
      const idea = await person.rest(addIdea, { boardId, title }, newKey());
      if (idea.ok) {
        told.ideas.set(idea.value.id, title);
      }
      const text = `Comment ${newKey()}`;
      const comment = await person.rest(addComment, { ideaId, text }, newKey());
      if (comment.ok) {
        told.comments.set(comment.value.id, ideaId);
      }
      const wanted = turn % 3 !== 2;
      told.unsure.add(ideaId);
      const vote = await person.rest(wanted ? castVote : withdrawVote, { ideaId });
      told.unsure.delete(ideaId);
      if (vote.ok) {
        told.votes.set(ideaId, wanted);
      }
    }
  } catch (reason) {
    if (!isCutOff(reason)) {
      throw reason;
    }
  }
};

const allPages = async <Item>(
  page: (
    after: string | undefined,
  ) => Promise<{ items: readonly Item[]; next?: string | undefined }>,
): Promise<Item[]> => {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    all.push(...items);
    after = next;
  } while (after !== undefined);
  return all;
};

/** Everything acknowledged that is not there, and everything that is there half. */
const findMissing = async (
  people: readonly Person[],
  boardId: string,
  targets: readonly string[],
  told: readonly Acknowledged[],
): Promise<string[]> => {
  const missing: string[] = [];
  const [reader] = people;
  if (!reader) {
    return missing;
  }
  const ideas = await allPages(async (after) => {
    const { ideas: items, next } = await reader.do(getBoard, {
      boardId,
      sort: "new",
      limit: 100,
      after,
    });
    return { items, next };
  });
  const titles = new Map(ideas.map(({ id, title }) => [String(id), title]));
  const comments = new Set<string>();
  for (const ideaId of targets) {
    const { idea } = await reader.do(getIdea, { ideaId });
    const voters = await allPages(async (after) => {
      const { voters: items, next } = await reader.do(listVoters, { ideaId, limit: 100, after });
      return { items, next };
    });
    if (idea.votes !== voters.length) {
      missing.push(`idea ${ideaId} shows ${idea.votes} votes and has ${voters.length}`);
    }
    const found = await allPages(async (after) => {
      const { comments: items, next } = await reader.do(listComments, {
        ideaId,
        limit: 100,
        after,
      });
      return { items, next };
    });
    found.forEach(({ id }) => comments.add(id));
    if (idea.comments !== found.length) {
      missing.push(`idea ${ideaId} shows ${idea.comments} comments and has ${found.length}`);
    }
  }
  for (const [index, { ideas: own, comments: ownComments, votes, unsure }] of told.entries()) {
    const person = people[index] ?? reader;
    missing.push(
      ...[...own].filter(([id, title]) => titles.get(id) !== title).map(([id]) => `idea ${id}`),
    );
    missing.push(
      ...[...ownComments.keys()].filter((id) => !comments.has(id)).map((id) => `comment ${id}`),
    );
    const cast: ReadonlySet<string> = new Set((await person.do(listOwnVotes, { boardId })).ideaIds);
    missing.push(
      ...[...votes]
        .filter(([ideaId, wanted]) => !unsure.has(ideaId) && cast.has(ideaId) !== wanted)
        .map(([ideaId]) => `vote of ${person.id} on ${ideaId}`),
    );
  }
  return missing;
};

/** Kills the server at random instants under writers. Returns what was acknowledged, and what of it is missing. */
export const killApplication = async (
  kills: number,
  random: () => number,
  progress: (line: string) => void = () => undefined,
): Promise<{ acknowledged: number; missing: string[] }> => {
  const server: SpawnedServer = await spawnServer();
  try {
    const people = Array.from({ length: WRITERS }, () => new Person(server.url));
    const emails = people.map((_, index) => `writer${index}@example.com`);
    for (const [index, person] of people.entries()) {
      const email = emails[index] ?? "";
      person.account = await person.do(register, {
        email,
        password: PASSWORD,
        name: `Writer ${index}`,
      });
    }
    const [owner] = people;
    if (!owner) {
      throw new Error("no writers");
    }
    await owner.do(claimOwner, { token: server.ownerToken });
    const community = await owner.do(createCommunity, { name: "Tread" });
    const board = await owner.do(createBoard, { communityId: community.id, name: "Next" });
    const targets: string[] = [];
    for (const title of ["One", "Two", "Three"]) {
      targets.push((await owner.do(addIdea, { boardId: board.id, title })).id);
    }
    const told: Acknowledged[] = people.map(() => ({
      ideas: new Map(),
      comments: new Map(),
      votes: new Map(),
      unsure: new Set(),
    }));
    const missing: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      const writing = people.map((person, index) => {
        const own = told[index];
        return own ? writeUntilCut(person, board.id, targets, own) : Promise.resolve();
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 50 + random() * 900);
      });
      await server.end("SIGKILL");
      await Promise.all(writing);
      await server.start();
      if (kill % 10 === 0 || kill === kills) {
        missing.push(...(await findMissing(people, board.id, targets, told)));
        progress(`${kill} kills, ${missing.length} missing`);
      }
    }
    const again = new Person(server.url);
    await again.do(login, { email: emails[0] ?? "", password: PASSWORD });
    const acknowledged = told.reduce(
      (sum, { ideas, comments, votes }) => sum + ideas.size + comments.size + votes.size,
      0,
    );
    return { acknowledged, missing };
  } finally {
    await server.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const kills = Number(process.argv[2] ?? 1000);
  const { acknowledged, missing } = await killApplication(kills, Math.random, (line) =>
    process.stdout.write(`${line}\n`),
  );
  tell({
    promise: "P1",
    asked: "1,000 kills, nothing acknowledged missing, nothing half done",
    seen: `${kills} kills, ${acknowledged} writes acknowledged, ${missing.length} missing or half done`,
    isMet: missing.length === 0,
    wrong: missing,
  });
}
