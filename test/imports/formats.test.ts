import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
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

describe("decide-madrid", () => {
  const comment = { parent_id: null, proposal_id: 5, user_type: null, votes_up: 2, votes_down: 1 };

  test("reads answers of city staff as official responses, and the proposer as author [M1]", async () => {
    const folder = await folderOf({
      "proposals.jsonl": lines({
        id: 5,
        title: "Sombra",
        summary: "Más árboles.",
        text: "En verano.",
      }),
      "comments.jsonl": lines(
        { ...comment, id: 1, user_id: 31, date: "2016-01-02", time: "10:00:00", text: "Sí" },
        {
          ...comment,
          id: 2,
          parent_id: 1,
          user_id: 30,
          user_type: "Autor",
          date: "2016-01-03",
          time: "10:00:00",
          text: "Gracias",
        },
        {
          ...comment,
          id: 3,
          user_id: 1,
          user_type: "Empleados públicos",
          date: "2016-01-04",
          time: "10:00:00",
          text: "Lo haremos",
        },
      ),
    });
    const { set, remarks } = await readOne(folder);
    const author = { key: "30", name: "Usuario 30" };
    expect(set.ideas).toEqual([
      {
        externalId: "5",
        title: "Sombra",
        body: "Más árboles.\n\nEn verano.",
        tags: [],
        author,
        createdAt: new Date("2016-01-02T09:59:59Z"),
        voters: [],
        earlierVotes: 0,
        comments: [
          {
            externalId: "1",
            author: { key: "31", name: "Usuario 31" },
            text: "Sí",
            createdAt: new Date("2016-01-02T10:00:00Z"),
          },
          {
            externalId: "2",
            author,
            text: "Gracias",
            createdAt: new Date("2016-01-03T10:00:00Z"),
            parent: "1",
          },
        ],
        responses: [
          {
            author: { key: "1", name: "Usuario 1" },
            text: "Lo haremos",
            createdAt: new Date("2016-01-04T10:00:00Z"),
          },
        ],
      },
    ]);
    expect(remarks).toMatchObject([{ what: "vote for or against a comment", count: 9 }]);
  });

  test("reads the city's CSV, with semicolons, quotes and line breaks [M1] [M9]", async () => {
    const folder = await folderOf({
      "p.csv": `\uFEFF"id";"title";"description";"cached_votes_up";"created_at";"retired_at"
"9";"Una; dos";"<p>Dice ""sí"",
y más</p>";"7";"03/02/2024";""
"10";"Otra";"";"0";"03/02/2024";"2024-02-05 20:05:12 +0100"
`,
    });
    const { format, set, remarks } = await readOne(folder);
    expect(format.name).toBe("decide-madrid-csv");
    expect(set.ideas).toMatchObject([
      {
        externalId: "9",
        title: "Una; dos",
        body: 'Dice "sí", y más',
        earlierVotes: 7,
        createdAt: new Date("2024-02-03T00:00:00Z"),
      },
      { externalId: "10", tags: ["retirada"], createdAt: new Date("2024-02-03T00:00:01Z") },
    ]);
    expect(remarks).toMatchObject([{ loss: "changed", at: ["10"] }]);
  });
});

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

describe("polis", () => {
  const statements = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1400000002000,x,1,5,2,1,1,"Yes, please"
1400000001000,x,0,6,1,0,-1,Spam
`;
  const summary = `topic,Buses
url,https://pol.is/abc
conversation-description,"What
then?"
`;

  test("counts the last word of each voter, and hides what was rejected [M1] [M5] [M6]", async () => {
    const folder = await folderOf({
      "comments.csv": statements,
      "summary.csv": summary,
      "votes.csv.gz": gzipSync(`timestamp,datetime,comment-id,voter-id,vote
1400000009000,x,1,7,-1
1400000005000,x,1,7,1
1400000006000,x,1,8,-1
1400000007000,x,1,8,1
1400000007000,x,1,9,0
1400000007000,x,0,9,1
1400000007000,x,5,9,1
`),
    });
    const { set, remarks } = await readOne(folder);
    expect(set).toMatchObject({ source: "pol.is/abc", boardName: "Buses", purpose: "What\nthen?" });
    const voter = (id: number, second: number) => ({
      person: { key: String(id), name: `Participant ${id}` },
      at: new Date(1_400_000_000_000 + second * 1000),
    });
    expect(set.ideas).toMatchObject([
      { externalId: "1", title: "Yes, please", voters: [voter(8, 7)], earlierVotes: 0 },
      { externalId: "0", voters: [voter(9, 7)], hidden: { by: { key: "moderators" } } },
    ]);
    expect(set.ideas[0]).not.toHaveProperty("hidden");
    expect(remarks.map(({ what, count }) => [what, count])).toEqual([
      ["rejected statement: hidden from all but staff", 1],
      ["vote that its voter changed later", 2],
      ["vote that disagrees", 1],
      ["vote that passes", 1],
      ["vote on a statement that is not there", 1],
    ]);
  });

  test("reads votes without times, and bare counts where there are none [M1]", async () => {
    const participants = `participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1
7,0,0,2,1,1,-1,1
8,0,0,1,1,0,,1
`;
    const named = await readOne(
      await folderOf({ "comments.csv": statements, "participants-votes.csv": participants }),
    );
    expect(named.set.ideas[0]?.voters).toEqual([
      { person: { key: "7", name: "Participant 7" } },
      { person: { key: "8", name: "Participant 8" } },
    ]);
    const bare = await readOne(await folderOf({ "comments.csv": statements }));
    expect(bare.set.ideas.map(({ earlierVotes, voters }) => [earlierVotes, voters])).toEqual([
      [2, []],
      [1, []],
    ]);
  });
});

describe("finding out what a file is", () => {
  const madrid = lines({ id: 5, title: "Sombra", summary: "Más árboles." });
  const statements =
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,1,1,1,1,1,x\n";

  test("finds every set of a folder, and only that of a file [M9]", async () => {
    const folder = await folderOf({
      "a.jsonl": madrid,
      "b.csv": statements,
      "README.md": "# Read",
    });
    const { found } = await read(folder);
    expect(found.map(({ format, files }) => [format.name, files])).toEqual([
      ["decide-madrid", ["a.jsonl"]],
      ["polis", ["b.csv"]],
    ]);
    expect((await readOne(join(folder, "b.csv"))).format.name).toBe("polis");
  });

  test("reads the files beside a file, but not its rivals and wrecks [M9]", async () => {
    const folder = await folderOf({
      "a.jsonl": madrid,
      "a (copy).jsonl": madrid,
      "broken.csv": '"a,b\n1',
    });
    expect((await readOne(join(folder, "a.jsonl"))).files).toEqual(["a.jsonl"]);
    await expect(read(folder)).rejects.toThrow("broken.csv is not readable as CSV");
  });

  test("refuses two files in one role [M9]", async () => {
    const folder = await folderOf({ "a.jsonl": madrid, "b.jsonl": madrid });
    await expect(read(folder)).rejects.toThrow(
      "a.jsonl and b.jsonl are both the proposals of a set",
    );
  });

  test("refuses what it does not know, and names the fields it looks for [M9]", async () => {
    const folder = await folderOf({ "a.jsonl": lines({ id: 1, text: "x" }), "b.txt": "x" });
    for (const path of [folder, join(folder, "a.jsonl"), join(folder, "b.txt")]) {
      await expect(read(path)).rejects.toThrow(/is in no format that is known[^]*cached_votes_up/);
    }
  });

  test("refuses another format than the one that was named, and one that there is not [M9]", async () => {
    const folder = await folderOf({ "a.jsonl": madrid });
    await expect(read(folder, "polis")).rejects.toThrow("is in no format that is known");
    await expect(read(folder, "jira")).rejects.toThrow(
      "There is no format jira. Those there are: ",
    );
    await expect(read(join(folder, "none"))).rejects.toThrow("There is no file or folder");
  });

  test("leaves out rows that are not as the format says, and says which [M6]", async () => {
    const folder = await folderOf({
      "a.jsonl": `${madrid}\n{"id":\n${lines({ id: 6, title: 3 })}`,
    });
    const { set, remarks } = await readOne(folder);
    expect(set.ideas).toHaveLength(1);
    expect(remarks).toEqual([
      {
        loss: "left out",
        what: "row that is not as the format says",
        count: 2,
        at: ["a.jsonl:2", "a.jsonl:3 title"],
      },
    ]);
  });
});
