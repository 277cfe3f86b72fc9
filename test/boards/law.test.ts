import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { applyChange, emptyBoard, type BoardState } from "../../shared/boards/applyChange.ts";
import type { BoardChange } from "../../shared/boards/boardChange.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { getChanges } from "../../shared/boards/getChanges.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { editComment } from "../../shared/comments/editComment.ts";
import { removeComment } from "../../shared/comments/removeComment.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { acceptSuggestion, addSuggestion } from "../../shared/documents/suggestion.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { removeCoAuthor } from "../../shared/ideas/removeCoAuthor.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { ContentSubject } from "../../shared/moderation/contentSubject.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { operations } from "../../shared/operations.ts";
import { BoardId, CommentId, IdeaId } from "../../shared/protocol/ids.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { readBoard, seenOf } from "../support/boardReader.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

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

/** One command: who, what, and to which of what has been made so far. */
interface Step {
  readonly by: number;
  readonly command: keyof typeof commands;
  readonly at: number;
  readonly more: number;
}

/** What the commands of one run have made. */
interface Made {
  readonly boardId: string;
  readonly ideaIds: string[];
  readonly commentIds: string[];
}

/** A board on which two ideas are talked about. */
const begun = async (boardId: string): Promise<Made> => {
  const ideas = [await server.idea({ boardId }), await server.idea({ boardId })];
  const ideaIds = ideas.map(({ id }) => id);
  const comments = await Promise.all(
    [...ideaIds, ...ideaIds].map((ideaId) => server.owner.do(addComment, { ideaId, text: "Yes" })),
  );
  await Promise.all(
    ideaIds.map((ideaId) => server.owner.do(publishResponse, { ideaId, text: "Perhaps" })),
  );
  await creditFor(ideaIds[0] ?? "");
  return { boardId, ideaIds, commentIds: comments.map(({ id }) => id) };
};

/** Makes somebody a co-author of an idea, whose text is as they would have it afterwards. */
const creditFor = async (ideaId: string): Promise<void> => {
  const name = documentName({ type: "idea", id: IdeaId.parse(ideaId) });
  const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
  const by = people[3] ?? server.owner;
  const { id: suggestionId } = await by.do(addSuggestion, { name, update });
  await server.owner.do(acceptSuggestion, { suggestionId });
  await vi.waitFor(
    async () => {
      const { body } = await server.owner.do(getIdea, { ideaId });
      expect(body.text).toContain("Loudly.");
    },
    { timeout: 20_000, interval: 100 },
  );
};

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];

const commands = {
  "idea.add": async (by: Person, made: Made, { at }: Step) => {
    const { boardId } = made;
    const reply = await by.send(addIdea, { boardId, title: `Idea ${at}`, body: `**${at}**` });
    if (reply.ok) {
      made.ideaIds.push(reply.value.id);
    }
  },
  "idea.edit": (by: Person, { ideaIds }: Made, { at, more }: Step) =>
    by.send(editIdea, {
      ideaId: pick(ideaIds, at) ?? "",
      ...(more % 2 ? { body: `Better ${more}` } : { title: `Better ${more}`, tags: ["better"] }),
    }),
  "idea.removeCoAuthor": (by: Person, { ideaIds }: Made, { at, more }: Step) =>
    by.send(removeCoAuthor, {
      ideaId: pick(ideaIds, at) ?? "",
      userId: pick(people, more)?.id ?? "",
    }),
  "idea.remove": (by: Person, { ideaIds }: Made, { at }: Step) =>
    by.send(removeIdea, { ideaId: pick(ideaIds, at) ?? "" }),
  "vote.cast": (by: Person, { ideaIds }: Made, { at }: Step) =>
    by.send(castVote, { ideaId: pick(ideaIds, at) ?? "" }),
  "vote.withdraw": (by: Person, { ideaIds }: Made, { at }: Step) =>
    by.send(withdrawVote, { ideaId: pick(ideaIds, at) ?? "" }),
  "comment.add": async (by: Person, { ideaIds, commentIds }: Made, { at, more }: Step) => {
    const ideaId = pick(ideaIds, at) ?? "";
    const reply = await by.send(addComment, { ideaId, text: `Comment ${more}` });
    if (reply.ok) {
      commentIds.push(reply.value.id);
    }
  },
  "comment.edit": (by: Person, { commentIds }: Made, { at, more }: Step) =>
    by.send(editComment, { commentId: pick(commentIds, at) ?? "", text: `Better ${more}` }),
  "comment.remove": (by: Person, { commentIds }: Made, { at }: Step) =>
    by.send(removeComment, { commentId: pick(commentIds, at) ?? "" }),
  "response.publish": (by: Person, { ideaIds }: Made, { at, more }: Step) =>
    by.send(publishResponse, {
      ideaId: pick(ideaIds, at) ?? "",
      text: `Answer ${more}`,
      ...(more % 2 && { status: pick(IdeaStatus.options, more) }),
    }),
  "content.hide": (by: Person, made: Made, step: Step) =>
    by.send(hideContent, { subject: subjectOf(made, step), reason: "Spam" }),
  "content.restore": (by: Person, made: Made, step: Step) =>
    by.send(restoreContent, { subject: subjectOf(made, step), reason: "It is not" }),
  // What is open stays open, so that the other commands have something to do.
  "board.edit": (by: Person, { boardId }: Made, { more }: Step) =>
    by.send(editBoard, {
      boardId,
      ...(more % 3 ? { name: `Board ${more}` } : { purpose: `Purpose ${more}` }),
    }),
} as const;

const subjectOf = ({ ideaIds, commentIds }: Made, { at, more }: Step) =>
  more % 2
    ? ({ type: "comment", id: pick(commentIds, at) ?? "" } as const)
    : ({ type: "idea", id: pick(ideaIds, at) ?? "" } as const);

const run = async (made: Made, step: Step): Promise<void> => {
  const by = people[step.by];
  if (by) {
    await commands[step.command](by, made, step);
  }
};

// The staff come up as often as all others, so that more is done than refused.
const aStep: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(0, 0, 1, 2, 3),
  command: fc.constantFrom(
    "idea.add",
    "idea.add",
    "comment.add",
    "comment.add",
    "vote.cast",
    // What takes others with it comes up more often.
    "content.hide",
    "content.hide",
    "content.restore",
    "idea.remove",
    ...(Object.keys(commands) as (keyof typeof commands)[]),
  ),
  // Few, so that one is often met again.
  at: fc.nat(3),
  more: fc.nat(100),
});
const groups = fc.array(fc.array(aStep, { minLength: 1, maxLength: 5 }), {
  minLength: 5,
  maxLength: 10,
});

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
          const made = await begun(boardId);
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
