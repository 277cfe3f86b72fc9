import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
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
