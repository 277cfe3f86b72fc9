import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe("opengov-dialogue", () => {
  let folder = "";
  beforeAll(async () => {
    const row = {
      category: "Uncategorized",
      tags: [],
      url: "http://o.example/1",
      age_at_crawl: "",
    };
    folder = await folderOf({
      "a.jsonl": lines(
        {
          ...row,
          id: 7,
          title: "Fewer forms",
          body_html: "Too <b>many</b>.",
          author: "kim",
          author_id: "12-4049",
          created: "2009-05-21",
          votes_for: 9,
          votes_against: 4,
          category: "Legal & Policy Challenges",
          tags: ["forms"],
        },
        {
          ...row,
          id: 8,
          title: "More maps",
          body_html: "",
          author: "lee",
          author_id: "0-4049",
          age_at_crawl: "2 days ago",
          created: null,
          votes_for: 1,
          votes_against: 0,
        },
      ),
      "b.jsonl": lines(
        {
          id: 2,
          idea_id: 7,
          author: "lee",
          author_id: "0-4049",
          age_at_crawl: "3 days ago",
          body_html: "A<br/>B",
        },
        {
          id: 3,
          idea_id: 7,
          author: "ann",
          author_id: "0-4049",
          age_at_crawl: "5 hours ago",
          body_html: "C",
        },
        {
          id: 4,
          idea_id: 99,
          author: "ann",
          author_id: "0-4049",
          age_at_crawl: "5 hours ago",
          body_html: "D",
        },
      ),
    });
  });

  test("is told by its fields and read with comments, votes, tags and dates [M1] [M9]", async () => {
    const { format, files, set } = await readOne(folder);
    expect([format.name, files, set.source]).toEqual([
      "opengov-dialogue",
      ["a.jsonl", "b.jsonl"],
      "o.example",
    ]);
    const lee = { key: "guest lee", name: "lee" };
    expect(set.ideas).toEqual([
      {
        externalId: "7",
        title: "Fewer forms",
        body: "Too **many**.",
        tags: ["Legal & Policy Challenges", "forms"],
        author: { key: "12-4049", name: "kim" },
        createdAt: new Date("2009-05-21T00:00:00Z"),
        voters: [],
        earlierVotes: 9,
        comments: [
          {
            externalId: "2",
            author: lee,
            text: "A  \nB",
            createdAt: new Date("2009-05-25T12:00:00Z"),
          },
          {
            externalId: "3",
            author: { key: "guest ann", name: "ann" },
            text: "C",
            createdAt: new Date("2009-05-28T19:00:01Z"),
          },
        ],
        responses: [],
      },
      {
        externalId: "8",
        title: "More maps",
        body: "",
        tags: [],
        author: lee,
        createdAt: new Date("2009-05-26T12:00:01Z"),
        voters: [],
        earlierVotes: 1,
        comments: [],
        responses: [],
      },
    ]);
  });

  test("says how many votes against and stray comments it left out [M6]", async () => {
    const { remarks } = await readOne(folder);
    expect(remarks).toEqual([
      { loss: "left out", what: "vote against an idea", count: 4, at: ["7"] },
      { loss: "left out", what: "comment on an idea that is not there", count: 1, at: ["4"] },
    ]);
  });
});
