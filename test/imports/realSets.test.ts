import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countsOf, noneBrought, sumOf } from "../../server/imports/broughtCounts.ts";
import { fitIdeas } from "../../server/imports/fitIdea.ts";
import { readIdeaSets } from "../../server/imports/readIdeaSets.ts";
import { Remarks } from "../../server/imports/remarks.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");
const isThere = existsSync(DATA);
if (!isThere) {
  console.warn(`${DATA} is not there: the counts of the real sets are not tested`);
}

const readSets = async (path: string) => {
  const remarks = new Remarks();
  const found = await readIdeaSets({ path: join(DATA, path), remarks });
  const ideas = found.flatMap(({ set }) => fitIdeas({ remarks, now: new Date() }, set.ideas));
  const left = remarks.all.filter(({ loss }) => loss === "left out");
  return {
    counts: sumOf(ideas.map(countsOf)),
    left: Object.fromEntries(left.map(({ what, count }) => [what, count])),
  };
};

/** What the files hold, counted by other means than ours; every row is here or among what was left out. */
describe.skipIf(!isThere)("the real sets", () => {
  test("opengov-dialogue: 584 ideas, 1258 comments, 19385 votes for, 6099 against [M1] [M6]", async () => {
    const { counts, left } = await readSets("opengov-dialogue");
    expect(counts).toEqual({ ...noneBrought, ideas: 584, comments: 1258, earlierVotes: 19_385 });
    expect(left).toEqual({
      "vote against an idea": 6099,
      "tag beyond an idea's first 8": expect.any(Number),
    });
  });

  test("decide-madrid: 37 and 1359 proposals, 1793 comments, 9376 supports [M1] [M6]", async () => {
    const { counts, left } = await readSets("decide-madrid");
    expect(counts).toEqual({
      ...noneBrought,
      ideas: 37 + 1359,
      comments: 1775,
      responses: 1,
      earlierVotes: 9376,
    });
    expect(left).toEqual({
      "vote for or against a comment": 3116 + 1124,
      "comment without text": 16,
      "official response without text": 1,
    });
    expect(1775 + 1 + 16 + 1).toBe(1793);
  });

  test("meta-history-se: 253 questions, 530 answers and 1721 comments, scores above 0 of 909 [M1] [M6]", async () => {
    const { counts, left } = await readSets("meta-history-se");
    expect(counts).toEqual({
      ...noneBrought,
      ideas: 253,
      comments: 530 - 11 + 1721,
      responses: 11,
      earlierVotes: 909,
    });
    expect(left).toEqual({});
  });

  test.each([
    ["15-per-hour-seattle", { ideas: 54, hidden: 23, votes: 1358 }, 2995],
    ["canadian-electoral-reform", { ideas: 174, hidden: 22, votes: 7205 }, 12_018],
    ["vtaiwan.uberx", { ideas: 99, hidden: 40, votes: 15_514 }, 24_785],
  ])(
    "polis/%s: statements, and each line of votes here or left out [M1] [M6]",
    async (name, expected, lines) => {
      const { counts, left } = await readSets(`polis/${name}`);
      expect(counts).toEqual({ ...noneBrought, ...expected });
      const gone = Object.values(left).reduce((sum, count) => sum + count, 0);
      expect(counts.votes + gone).toBe(lines);
    },
  );

  test("polis/american-assembly: 896 statements, 109752 agree, from the file without times [M1] [M6]", async () => {
    const { counts, left } = await readSets("polis/american-assembly");
    expect(counts).toEqual({ ...noneBrought, ideas: 896, hidden: 289, votes: 109_752 });
    expect(left).toEqual({ "vote that disagrees": 38_647, "vote that passes": 77_125 });
  });
});
