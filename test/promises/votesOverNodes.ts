// P4: one person, one vote, over several processes. `npm run promises -- votesOverNodes [ATTEMPTS] [PEOPLE]`
import { pathToFileURL } from "node:url";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { Person } from "../support/person.ts";
import { spawnNodes } from "../support/spawnNodes.ts";
import { tell } from "../support/tried.ts";

const NODES = 3;

interface Options {
  readonly attempts: number;
  readonly people: number;
  readonly random: () => number;
}

interface Result {
  readonly acknowledged: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly wrong: readonly string[];
}

/** One person's windows, each on another node, used one after the other: so there is a last intent. */
interface Voter {
  readonly windows: readonly Person[];
  /** By idea; absent while it is not known what became of the last attempt. */
  readonly intents: Map<string, boolean>;
}

const votersOf = async (person: Person, ideaId: string): Promise<Set<string>> => {
  const found = new Set<string>();
  let after: string | undefined;
  do {
    const page = await person.do(listVoters, { ideaId, limit: 100, after });
    page.voters.forEach(({ id }) => found.add(id));
    after = page.next;
  } while (after !== undefined);
  return found;
};

/** Everybody casts and withdraws at once on two ideas; afterwards every count must be right everywhere. */
export const voteOverNodes = async ({ attempts, people, random }: Options): Promise<Result> => {
  const nodes = await spawnNodes(NODES);
  try {
    const { owner, urls } = nodes;
    const community = await owner.do(createCommunity, { name: "Tread" });
    const board = await owner.do(createBoard, { communityId: community.id, name: "Next" });
    const ideaIds: string[] = [];
    for (const title of ["One", "Two"]) {
      ideaIds.push((await owner.do(addIdea, { boardId: board.id, title })).id);
    }
    const voters: Voter[] = [];
    while (voters.length < people) {
      const some = await Promise.all(
        Array.from({ length: Math.min(20, people - voters.length) }, (_, index) =>
          nodes.user(urls[index % NODES] ?? "", "Voter"),
        ),
      );
      voters.push(
        ...some.map((person) => ({
          windows: urls.map((url) => person.at(url)),
          intents: new Map<string, boolean>(),
        })),
      );
    }
    const watchers = urls.map((url) => owner.at(url));
    await Promise.all(watchers.map((watcher) => watcher.join(board.id)));
    await Promise.all(voters.flatMap(({ windows }) => windows.map((window) => window.connect())));

    const wrong: string[] = [];
    const refused: Record<string, number> = {};
    const took: number[] = [];
    let acknowledged = 0;
    let left = attempts;
    const startedAt = performance.now();
    await Promise.all(
      voters.map(async ({ windows, intents }) => {
        while (left > 0) {
          left -= 1;
          const window = windows[Math.floor(random() * windows.length)];
          const ideaId = ideaIds[Math.floor(random() * ideaIds.length)] ?? "";
          const isCast = random() < 0.6;
          const sentAt = performance.now();
          const reply = await window?.send(isCast ? castVote : withdrawVote, { ideaId });
          took.push(performance.now() - sentAt);
          if (reply?.ok) {
            acknowledged += 1;
            intents.set(ideaId, isCast);
            if (reply.value.votes < 0) {
              wrong.push(`an idea showed ${reply.value.votes} votes`);
            }
          } else {
            const code = reply?.error.code ?? "none";
            refused[code] = (refused[code] ?? 0) + 1;
            intents.delete(ideaId);
          }
        }
      }),
    );
    const seconds = (performance.now() - startedAt) / 1000;

    for (const ideaId of ideaIds) {
      const found = await votersOf(owner, ideaId);
      for (const url of urls) {
        const { idea } = await owner.at(url).do(getIdea, { ideaId });
        if (idea.votes !== found.size) {
          wrong.push(`${url} shows ${idea.votes} votes where there are ${found.size}`);
        }
      }
      for (const { windows, intents } of voters) {
        const wanted = intents.get(ideaId);
        if (wanted !== undefined && wanted !== found.has(windows[0]?.id ?? "")) {
          wrong.push(`a vote is ${wanted ? "missing" : "left over"}`);
        }
      }
      const toldBy = performance.now() + 5000;
      const isTold = (watcher: Person): boolean =>
        watcher.records("idea").find(({ id }) => id === ideaId)?.votes === found.size;
      while (!watchers.every(isTold) && performance.now() < toldBy) {
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      }
      if (!watchers.every(isTold)) {
        wrong.push("not every watcher was told the count");
      }
    }
    await Promise.all(
      [...voters.flatMap(({ windows }) => windows), ...watchers].map((p) => p.leave()),
    );
    const sorted = took.toSorted((one, other) => one - other);
    const at = (share: number): number =>
      Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
    return {
      acknowledged,
      refused,
      perSecond: Math.round(acknowledged / seconds),
      p50: at(0.5),
      p99: at(0.99),
      wrong,
    };
  } finally {
    await nodes.remove();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const attempts = Number(process.argv[2] ?? 10_000);
  const people = Number(process.argv[3] ?? 300);
  const result = await voteOverNodes({ attempts, people, random: Math.random });
  const { acknowledged, refused, perSecond, p50, p99, wrong } = result;
  tell({
    promise: "P4",
    asked: "10,000 casts and withdrawals over 3 processes: counts and last intents hold",
    seen:
      `${attempts} casts and withdrawals by ${people} people over ${NODES} processes, ${acknowledged} acknowledged, ` +
      `${JSON.stringify(refused)} refused, ${perSecond}/s, p50 ${p50} ms, p99 ${p99} ms, ${wrong.length} wrong`,
    isMet: wrong.length === 0,
    wrong,
  });
}
