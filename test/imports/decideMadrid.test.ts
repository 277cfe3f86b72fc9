import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
