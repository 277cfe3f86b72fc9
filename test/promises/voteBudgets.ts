// P5: a budget of votes is never exceeded, and comes back. `npm run promises -- voteBudgets [PEOPLE] [IDEAS]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMany } from "../bench/board/crowdVotes.ts";
import { builtServer, type MeasuredProcess } from "../bench/crowd/builtServer.ts";
import { maskedFrame } from "../bench/crowd/rawSocket.ts";
import { seedCrowd } from "../bench/crowd/seedCrowd.ts";
import { tell } from "../support/tried.ts";

const BUDGET = 5;
const [, , people = "200", ideas = "50"] = process.argv;

interface OwnVotes {
  readonly value: { readonly ideaIds: readonly string[]; readonly left: number };
}

interface Answers {
  readonly granted: number;
  readonly unavailable: number;
}

const dataDir = await mkdtemp(join(tmpdir(), "promise-budgets-"));
let server: MeasuredProcess | undefined;
try {
  const crowd = await seedCrowd(dataDir, {
    people: Number(people),
    ideas: Number(ideas),
    voteBudget: BUDGET,
  });
  server = await builtServer(dataDir, { SESSION_SECRET: crowd.secret });
  const { port } = server;
  const sockets = await openMany(port, crowd.cookies.length, crowd.cookies);
  const ownVotes = async (cookie: string): Promise<OwnVotes["value"]> => {
    const path = `/api/boards/${crowd.boardId}/votes/mine`;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status}`);
    }
    return ((await answer.json()) as OwnVotes).value;
  };
  /** Everybody asks for the same of every idea at once. Returns how many of each were granted. */
  const race = async (command: "vote.cast" | "vote.withdraw"): Promise<Answers[]> =>
    Promise.all(
      sockets.map(
        (socket) =>
          new Promise<Answers>((resolve) => {
            const answers = { granted: 0, unavailable: 0 };
            let left = crowd.ideaIds.length;
            socket.onFrame = (data, from, to) => {
              const text = data.toString("latin1", from, Math.min(to, from + 60));
              if (text.startsWith("43")) {
                answers.granted += text.includes('"ok":true') ? 1 : 0;
                answers.unavailable += text.includes('"unavailable"') ? 1 : 0;
                left -= 1;
              }
              if (left === 0) {
                resolve(answers);
              }
            };
            for (const ideaId of crowd.ideaIds) {
              socket.tcp.write(maskedFrame(`420["${command}",{"ideaId":"${ideaId}"}]`));
            }
          }),
      ),
    );
  /** Withdraws until nobody was told to come back later: what had to wait too long was not done. */
  const withdrawAll = async (): Promise<void> => {
    let unavailable = 1;
    while (unavailable > 0) {
      const answers = await race("vote.withdraw");
      unavailable = answers.reduce((sum, one) => sum + one.unavailable, 0);
    }
  };

  const wrong: string[] = [];
  let attempts = 0;
  let unavailable = 0;
  for (let round = 1; round <= 2; round += 1) {
    const answers = await race("vote.cast");
    attempts += answers.length * crowd.ideaIds.length;
    unavailable += answers.reduce((sum, one) => sum + one.unavailable, 0);
    for (const [index, cookie] of crowd.cookies.entries()) {
      const { ideaIds, left } = await ownVotes(cookie);
      const granted = answers[index]?.granted ?? 0;
      if (granted !== BUDGET || ideaIds.length !== BUDGET || left !== 0) {
        wrong.push(`person ${index}: ${granted} granted, ${ideaIds.length} kept, ${left} left`);
      }
    }
    await withdrawAll();
    for (const cookie of crowd.cookies) {
      const { left } = await ownVotes(cookie);
      if (left !== BUDGET) {
        wrong.push(`${left} of ${BUDGET} came back`);
      }
    }
  }
  sockets.forEach(({ tcp }) => tcp.destroy());
  tell({
    promise: "P5",
    asked: "10,000 racing attempts, no budget exceeded, all of it back afterwards",
    seen:
      `${attempts} racing attempts by ${people} people with ${BUDGET} votes each, ${unavailable} told to come again, ` +
      `${wrong.length} wrong`,
    isMet: wrong.length === 0,
    wrong,
  });
} finally {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
