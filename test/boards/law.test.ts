import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { applyChange, emptyBoard, type BoardState } from "../../shared/boards/applyChange.ts";
import type { BoardChange } from "../../shared/boards/boardChange.ts";
import { getChanges } from "../../shared/boards/getChanges.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { operations } from "../../shared/operations.ts";
import { BoardId, CommentId, IdeaId } from "../../shared/protocol/ids.ts";
import { readBoard, seenOf } from "../support/boardReader.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { begun, commands, groups, run } from "./boardSteps.ts";

let server: TestServer;
let communityId: string;
let people: readonly Person[];
let publicReader: Person;
let staffReader: Person;
beforeAll(async () => {
  server = await startServer();
  ({ id: communityId } = await server.community({ name: "Law" }));
  const [moderator, manager, first, second, reader] = [
    await server.user("Mo Moderator"),
    await server.user("Mia Manager"),
    await server.user("Ann"),
    await server.user("Ben"),
    await server.user("Rita Reader"),
  ];
  await server.owner.do(setRole, { communityId, userId: moderator.id, role: "moderator" });
  await server.owner.do(setRole, { communityId, userId: manager.id, role: "manager" });
  await server.owner.do(setRole, { communityId, userId: reader.id, role: "moderator" });
  people = [manager, moderator, first, second];
  staffReader = reader;
  publicReader = server.guest();
});
afterAll(() => server.stop());

/** As `state`, brought up to date by what the server says has changed since. */
const caughtUp = async (
  reader: Person,
  boardId: string,
  state: BoardState,
): Promise<BoardState> => {
  const changes = await reader.do(getChanges, { boardId, since: state.rev });
  expect(changes.resync).toBe(false);
  return applyChange(state, changes).state;
};

/** Takes in the changes in an order of its own, and asks for what is missing, as a client does. */
const replayed = async (
  reader: Person,
  boardId: string,
  changes: readonly BoardChange[],
): Promise<BoardState> => {
  let state = emptyBoard;
  for (const change of changes) {
    const applied = applyChange(state, change);
    state = applied.outcome === "gap" ? await caughtUp(reader, boardId, state) : applied.state;
  }
  return caughtUp(reader, boardId, state);
};

const anyOrder = fc.infiniteStream(fc.nat(9)).map((numbers) => ({
  /** Some left out, some twice, in no order. */
  of: (changes: readonly BoardChange[]): BoardChange[] =>
    changes
      .flatMap((change) => {
        const many = numbers.next().value ?? 0;
        return many === 0 ? [] : many === 1 ? [change, change] : [change];
      })
      .map((change) => ({ change, place: numbers.next().value ?? 0 }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ change }) => change),
}));

const BOARD_RECORDS_BY: readonly unknown[] = [BoardId, IdeaId, CommentId, ContentSubject];

describe("the law of the live board", () => {
  test("is tried with every command that works on a board [B1]", () => {
    const onBoards = operations.filter(
      ({ kind, input }) =>
        kind === "command" &&
        Object.values(input.shape).some((schema) => BOARD_RECORDS_BY.includes(schema)),
    );
    expect(Object.keys(commands).toSorted()).toEqual(onBoards.map(({ name }) => name).toSorted());
  });

  test("holds for everybody: followed live = snapshot + changes = fresh snapshot [B1] [B2]", async () => {
    await fc.assert(
      fc.asyncProperty(
        groups,
        fc.nat(),
        fc.nat(),
        anyOrder,
        async (steps, early, racing, order) => {
          const { id: boardId } = await server.board({ communityId });
          const readers = [publicReader, staffReader];
          for (const reader of readers) {
            reader.heard.length = 0;
            await reader.join(boardId);
          }
          const made = await begun({ server, people }, boardId);
          const earlier: BoardState[][] = readers.map(() => []);
          for (const [at, group] of steps.entries()) {
            const snapshots = (wanted: number) =>
              at === wanted % steps.length
                ? readers.map(async (reader, of) => {
                    earlier[of]?.push(await readBoard(reader, boardId));
                  })
                : [];
            await Promise.all(snapshots(early));
            // And one while things change under it.
            await Promise.all([...group.map((step) => run(made, step)), ...snapshots(racing)]);
          }
          const { rev } = await server.owner.do(getChanges, { boardId, since: 0 });

          for (const [of, reader] of readers.entries()) {
            const fresh = seenOf(await readBoard(reader, boardId));
            await vi.waitFor(() => expect(reader.state.rev).toBe(rev));
            expect(seenOf(reader.state), "followed live").toEqual(fresh);
            for (const snapshot of earlier[of] ?? []) {
              const later = await caughtUp(reader, boardId, snapshot);
              expect(seenOf(later), `snapshot ${snapshot.rev} + changes`).toEqual(fresh);
            }
            const mixed = await replayed(reader, boardId, order.of(reader.heard));
            expect(seenOf(mixed), "shuffled, doubled, dropped").toEqual(fresh);
          }
        },
      ),
      // Trying to make a failure smaller would take longer than reading it: its seed repeats it.
      { numRuns: 5, endOnFailure: true },
    );
  }, 240_000);

  test("asks for a new snapshot when too much has changed to list [B3]", async () => {
    const { id: boardId } = await server.board({ communityId });
    const idea = await server.idea({ boardId });
    const texts = Array.from({ length: 1001 }, (_, at) => `Comment ${at}`);
    for (let sent = 0; sent < texts.length; sent += 143) {
      const some = texts.slice(sent, sent + 143);
      await Promise.all(some.map((text) => server.owner.do(addComment, { ideaId: idea.id, text })));
    }
    const subject = { type: "idea", id: idea.id } as const;
    await publicReader.join(boardId);
    await staffReader.do(hideContent, { subject, reason: "Too much" });

    const { rev } = await staffReader.do(getChanges, { boardId, since: 0 });
    for (const since of [0, 1, rev - 1]) {
      expect(await publicReader.do(getChanges, { boardId, since })).toMatchObject({
        rev,
        resync: true,
        records: [],
      });
    }
    expect(await publicReader.do(getChanges, { boardId, since: rev })).toMatchObject({
      resync: false,
      records: [],
    });
    // Whoever was there hears of it whole.
    await vi.waitFor(() => expect(publicReader.state.rev).toBe(rev));
    expect(seenOf(publicReader.state)).toEqual(seenOf(await readBoard(publicReader, boardId)));
  }, 60_000);

  test("asks for a new snapshot after a rev that never was [B3]", async () => {
    const { id: boardId } = await server.board({ communityId });
    await server.idea({ boardId });
    expect(await publicReader.do(getChanges, { boardId, since: 99 })).toMatchObject({
      from: 0,
      rev: 1,
      resync: true,
      records: [],
    });
  });
});
