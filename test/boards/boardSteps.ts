import * as fc from "fast-check";
import { expect, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
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
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { IdeaId } from "../../shared/protocol/ids.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { Person } from "../support/person.ts";
import type { TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

/** Who does it: a manager, a moderator and two customers. */
interface Cast {
  readonly server: TestServer;
  readonly people: readonly Person[];
}

/** One command: who, what, and to which of what has been made so far. */
interface Step {
  readonly by: number;
  readonly command: keyof typeof commands;
  readonly at: number;
  readonly more: number;
}

/** What the commands of one run have made. */
interface Made {
  readonly people: readonly Person[];
  readonly boardId: string;
  readonly ideaIds: string[];
  readonly commentIds: string[];
}

/** A board on which two ideas are talked about. */
export const begun = async ({ server, people }: Cast, boardId: string): Promise<Made> => {
  const ideas = [await server.idea({ boardId }), await server.idea({ boardId })];
  const ideaIds = ideas.map(({ id }) => id);
  const comments = await Promise.all(
    [...ideaIds, ...ideaIds].map((ideaId) => server.owner.do(addComment, { ideaId, text: "Yes" })),
  );
  await Promise.all(
    ideaIds.map((ideaId) => server.owner.do(publishResponse, { ideaId, text: "Perhaps" })),
  );
  await creditFor({ server, people }, ideaIds[0] ?? "");
  return { people, boardId, ideaIds, commentIds: comments.map(({ id }) => id) };
};

/** Makes somebody a co-author of an idea, whose text is as they would have it afterwards. */
const creditFor = async ({ server, people }: Cast, ideaId: string): Promise<void> => {
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

/** Every command that works on a board. */
export const commands = {
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
  "idea.removeCoAuthor": (by: Person, { ideaIds, people }: Made, { at, more }: Step) =>
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

export const run = async (made: Made, step: Step): Promise<void> => {
  const by = made.people[step.by];
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
/** Those of a group are sent at once. */
export const groups = fc.array(fc.array(aStep, { minLength: 1, maxLength: 5 }), {
  minLength: 5,
  maxLength: 10,
});
