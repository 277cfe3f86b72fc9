// P5: a budget of votes is never exceeded, and comes back. `npm run promises -- voteBudgets [PEOPLE] [IDEAS]`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMany } from "../bench/board/crowdVotes.ts";
import { builtServer, type MeasuredProcess } from "../bench/crowd/builtServer.ts";
import { maskedFrame } from "../bench/crowd/rawSocket.ts";
import { seedCrowd } from "../bench/crowd/seedCrowd.ts";

const BUDGET = 5;
const [, , people = "200", ideas = "50"] = process.argv;

interface OwnVotes {
  readonly value: { readonly ideaIds: readonly string[]; readonly left: number };
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
  const race = async (command: "vote.cast" | "vote.withdraw"): Promise<number[]> =>
    Promise.all(
      sockets.map(
        (socket) =>
          new Promise<number>((resolve) => {
            let granted = 0;
            let left = crowd.ideaIds.length;
            socket.onFrame = (data, from, to) => {
              const text = data.toString("latin1", from, Math.min(to, from + 40));
              if (text.startsWith("43")) {
                granted += text.includes('"ok":true') ? 1 : 0;
                left -= 1;
              }
              if (left === 0) {
                resolve(granted);
              }
            };
            for (const ideaId of crowd.ideaIds) {
              socket.tcp.write(maskedFrame(`420["${command}",{"ideaId":"${ideaId}"}]`));
            }
          }),
      ),
    );

  const wrong: string[] = [];
  let attempts = 0;
  for (let round = 1; round <= 2; round += 1) {
    const granted = await race("vote.cast");
    attempts += granted.length * crowd.ideaIds.length;
    for (const [index, cookie] of crowd.cookies.entries()) {
      const { ideaIds, left } = await ownVotes(cookie);
      if (granted[index] !== BUDGET || ideaIds.length !== BUDGET || left !== 0) {
        wrong.push(
          `person ${index}: ${granted[index]} granted, ${ideaIds.length} kept, ${left} left`,
        );
      }
    }
    await race("vote.withdraw");
    const back = await ownVotes(crowd.cookies[0] ?? "");
    if (back.left !== BUDGET) {
      wrong.push(`${back.left} of ${BUDGET} came back`);
    }
  }
  sockets.forEach(({ tcp }) => tcp.destroy());
  process.stdout.write(
    `P5: ${attempts} racing attempts by ${people} people with ${BUDGET} votes each, ${wrong.length} wrong\n${wrong.slice(0, 10).join("\n")}\n`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}
