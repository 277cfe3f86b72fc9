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
