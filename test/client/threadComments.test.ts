import { expect, test } from "vitest";
import { commentsOn, threadComments } from "../../client/comments/threadComments.ts";
import { emptyBoard } from "../../shared/boards/applyChange.ts";
import { Comment } from "../../shared/comments/comment.ts";
import { IdeaId } from "../../shared/protocol/ids.ts";
import { anId, boardId, recordsOf } from "./anIdea.ts";

const ideaId = IdeaId.parse(anId(1));

const aComment = (number: number, part: object = {}): Comment =>
  Comment.parse({
    type: "comment",
    id: anId(number),
    boardId,
    ideaId,
    rev: 1,
    author: { id: anId(3000), name: "Ada" },
    text: `Comment ${number}`,
    createdAt: new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString(),
    ...part,
  });

test("answers stand below the comment they belong to, by age, and say whom they answer", () => {
  const first = aComment(1);
  const second = aComment(2);
  const answer = aComment(3, { parentId: first.id });
  const deeper = aComment(4, { parentId: answer.id });
  expect(threadComments([first, second, answer, deeper])).toEqual([
    {
      root: first,
      answers: [
        { comment: answer, to: first },
        { comment: deeper, to: answer },
      ],
    },
    { root: second, answers: [] },
  ]);
});

test("an answer whose comment is gone stands on its own", () => {
  const orphan = aComment(3, { parentId: anId(99) });
  expect(threadComments([orphan])).toEqual([{ root: orphan, answers: [] }]);
});

test("comments that answer each other in a ring do not hang the page", () => {
  const one = aComment(1, { parentId: anId(2) });
  const two = aComment(2, { parentId: anId(1) });
  expect(threadComments([one, two]).length).toBeGreaterThan(0);
});

test("a list of comments ends where it is loaded to, but always holds one's own [C3]", () => {
  const loaded = aComment(1);
  const later = aComment(5);
  const own = aComment(6, { author: { id: anId(4000), name: "Me" } });
  const state = { ...emptyBoard, records: recordsOf(later, own, loaded) };
  expect(commentsOn(state, ideaId, loaded, anId(4000))).toEqual([loaded, own]);
  expect(commentsOn(state, ideaId, undefined, undefined)).toEqual([loaded, later, own]);
});
