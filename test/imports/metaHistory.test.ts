import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readIdeaSets } from "../../server/imports/readIdeaSets.ts";
import { Remarks } from "../../server/imports/remarks.ts";
import { only } from "./only.ts";

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/** A folder with files of these contents. */
const folderOf = async (files: Record<string, string | Uint8Array>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "ideas-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
  }
  return folder;
};

const lines = (...rows: object[]): string => rows.map((row) => JSON.stringify(row)).join("\n");

const read = async (path: string, format?: string) => {
  const remarks = new Remarks();
  const found = await readIdeaSets({ path, format, remarks });
  return { found, remarks: remarks.all };
};

const readOne = async (path: string) => {
  const { found, remarks } = await read(path);
  expect(found).toHaveLength(1);
  return { ...only(found), remarks };
};

describe("meta-history-se", () => {
  const post = { author_id: 4, author: "Sam", created: "2011-10-11T20:01:34.123", score: 3 };
  const question = {
    ...post,
    title: "T",
    body_html: "<p>Q</p>",
    tags: ["bug", "status-completed"],
  };

  test("reads answers as comments, and the accepted one of a decided question as its response [M1]", async () => {
    const folder = await folderOf({
      "questions.jsonl": lines(
        { ...question, id: 1, status: "completed", accepted_answer_id: 11 },
        { ...question, id: 2, status: null, accepted_answer_id: null, score: -2, tags: [] },
      ),
      "answers.jsonl": lines(
        { ...post, id: 11, question_id: 1, body_html: "<p>Done</p>" },
        { ...post, id: 12, question_id: 1, body_html: "<p>Also</p>", score: 9 },
        { ...post, id: 13, question_id: 2, body_html: "<p>No</p>" },
      ),
      "comments.jsonl": lines(
        { ...post, id: 21, post_id: 1, question_id: 1, text: "on the question" },
        { ...post, id: 22, post_id: 12, question_id: 1, text: "on an answer", author_id: null },
        { ...post, id: 23, post_id: 11, question_id: 1, text: "on the response" },
      ),
    });
    const { set, remarks } = await readOne(folder);
    const [decided, open] = set.ideas;
    expect(set.source).toBe(basename(folder));
    expect(decided).toMatchObject({
      externalId: "1",
      status: "shipped",
      tags: ["bug"],
      earlierVotes: 3,
      body: "Q",
      createdAt: new Date("2011-10-11T20:01:34.123Z"),
      responses: [{ text: "Done", status: "shipped", author: { key: "4", name: "Sam" } }],
    });
    expect(
      decided?.comments.map(({ externalId, parent, author }) => [externalId, parent, author.key]),
    ).toEqual([
      ["answer 12", undefined, "4"],
      ["21", undefined, "4"],
      ["22", "answer 12", "removed Sam"],
      ["23", undefined, "4"],
    ]);
    expect(open).toMatchObject({ earlierVotes: 0, responses: [], comments: [{ text: "No" }] });
    expect(open).not.toHaveProperty("status");
    expect(remarks).toMatchObject([{ what: "score below 0: no votes", count: 1 }]);
  });
});
