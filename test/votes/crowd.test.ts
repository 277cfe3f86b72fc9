import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getBoard } from "../../shared/boards/getBoard.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const PEOPLE = 40;
const TURNS = 20;

let server: TestServer;
let crowd: readonly Person[];
beforeAll(async () => {
  server = await startServer();
  crowd = await Promise.all(Array.from({ length: PEOPLE }, () => server.user()));
  await Promise.all(crowd.map((person) => person.connect()));
});
afterAll(() => server.stop());

/** A fixed sequence that looks random: the same in every run. */
const coin = (seed: number): boolean => ((seed * 2_654_435_761) >>> 7) % 3 !== 0;

/** Sends until it is acknowledged, as a client does that is told to come again. */
const acknowledged = async (send: () => Promise<Reply<Idea>>): Promise<Idea> => {
  for (;;) {
    const reply = await send();
    if (reply.ok) {
      return reply.value;
    }
    expect(reply.error.code).toBe("unavailable");
  }
};

describe("a crowd that casts and withdraws on few ideas", () => {
  test("is counted exactly: each person's last word holds, once [V4] [V5]", async () => {
    const ideas = [await server.idea(), await server.idea(), await server.idea()];
    const boardId = ideas[0]?.boardId ?? "";
    const watcher = await server.user();
    await watcher.join(boardId);

    const lastWords = await Promise.all(
      crowd.flatMap((person, at) =>
        ideas.map(async ({ id: ideaId }, of) => {
          let wants = false;
          for (let turn = 0; turn < TURNS; turn += 1) {
            wants = coin(at * 1009 + of * 101 + turn);
            const command = wants ? castVote : withdrawVote;
            const { votes } = await acknowledged(() =>
              turn % 5 === 0 ? person.rest(command, { ideaId }) : person.send(command, { ideaId }),
            );
            expect(votes).toBeGreaterThanOrEqual(0);
            expect(votes).toBeLessThanOrEqual(PEOPLE);
          }
          return { ideaId, userId: person.id, wants };
        }),
      ),
    );

    const wanted = (id: string) =>
      lastWords.filter(({ ideaId, wants }) => ideaId === id && wants).map(({ userId }) => userId);
    const { ideas: shown } = await watcher.do(getBoard, { boardId, limit: 10 });
    for (const { id, votes } of shown) {
      const voters = await watcher.do(listVoters, { ideaId: id, limit: 100 });
      expect(votes).toBe(wanted(id).length);
      expect(voters.voters.map((voter) => String(voter.id)).toSorted()).toEqual(
        wanted(id).toSorted(),
      );
    }
    for (const person of crowd.slice(0, 5)) {
      const { ideaIds } = await person.do(listOwnVotes, { boardId });
      const own = lastWords.filter(({ userId, wants }) => userId === person.id && wants);
      expect(ideaIds.toSorted()).toEqual(own.map(({ ideaId }) => ideaId).toSorted());
    }
    // And whoever watched has seen no other count at the end, and none below nothing on the way.
    await vi.waitFor(() =>
      expect(watcher.records("idea").toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        shown.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      ),
    );
    const heard = watcher.heard.flatMap(({ records }) => records);
    expect(heard.filter((record) => "votes" in record && record.votes < 0)).toEqual([]);
  }, 120_000);

  test("may all be one person in many windows: one vote [V3]", async () => {
    const { id: ideaId } = await server.idea();
    const person = crowd[0] as Person;
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        at % 4 === 0 ? person.rest(castVote, { ideaId }) : person.send(castVote, { ideaId }),
      ),
    );
    expect(replies.map((reply) => reply.ok && reply.value.votes)).toEqual(replies.map(() => 1));
    const { voters } = await person.do(listVoters, { ideaId });
    expect(voters).toEqual([{ id: person.id, name: person.account?.name }]);
  });
});
