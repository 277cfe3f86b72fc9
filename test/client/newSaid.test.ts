import { describe, expect, test } from "vitest";
import { newSaid } from "../../client/documents/newSaid.ts";
import { DocumentReply, DocumentThread } from "../../shared/documents/documentComment.ts";
import { anId } from "./anIdea.ts";

const [ADA, BEN] = [anId(4001), anId(4002)];

const said = (number: number, by = ADA) => ({
  id: anId(number),
  name: `page:${anId(9000)}`,
  author: { id: by, name: "Somebody" },
  text: "Words.",
  mentions: [],
  reactions: [],
  createdAt: new Date(1_800_000_000_000 + number * 1000).toISOString(),
});

const thread = (number: number, replies: DocumentReply[] = [], by = ADA): DocumentThread =>
  DocumentThread.parse({ ...said(number, by), isRemoved: false, replies });

const reply = (number: number, to: number, by = ADA): DocumentReply =>
  DocumentReply.parse({ ...said(number, by), threadId: anId(to) });

const numbers = (before: DocumentThread[], after: DocumentThread[], hasMore = false) =>
  newSaid({ threads: before, hasMore }, after, BEN).map(({ id }) => id);

describe("what others have newly said beside a document", () => {
  test("is each thread and each answer, and nothing of one's own [C64]", () => {
    const before = [thread(1), thread(2)];
    const after = [
      thread(1, [reply(5, 1), reply(6, 1, BEN)]),
      thread(2),
      thread(7),
      thread(8, [], BEN),
    ];
    expect(numbers(before, after)).toEqual([anId(5), anId(7)]);
    expect(numbers(after, after)).toEqual([]);
    expect(numbers([], [thread(1)])).toEqual([anId(1)]);
  });

  test("is not what one reads on to, nor what is opened again [C64]", () => {
    expect(numbers([thread(1)], [thread(1), thread(2)], true)).toEqual([]);
    expect(numbers([thread(1)], [thread(1, [reply(5, 1)]), thread(2)], true)).toEqual([anId(5)]);
    expect(
      numbers([thread(1), thread(4)], [thread(1), thread(2, [reply(3, 2)]), thread(4)]),
    ).toEqual([]);
  });
});
