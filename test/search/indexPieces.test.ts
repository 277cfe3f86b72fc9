import { describe, expect, test } from "vitest";
import { deserialize, serialize } from "node:v8";
import { FIELDS } from "../../server/search/fields.ts";
import { SearchIndex, type IndexPiece, type Part } from "../../server/search/searchIndex.ts";
import { givingWay } from "../../server/search/steps.ts";
import { Tokenizer } from "../../server/search/tokenizer.ts";

const tokenizer = new Tokenizer();
const WORDS = [
  "bell",
  "bells",
  "ringing",
  "brake",
  "雨衣",
  "腳踏車",
  "汽车",
  "naïve",
  "rain",
  "cover",
];
const SHELVES = ["a", "a:hidden"];

/** What the nth part says after so many changes to it. */
const part = (n: number, change = 0): Part => ({
  shelf: SHELVES[(n + change) % 7 === 0 ? 1 : 0] ?? "",
  subject: `idea:${n}`,
  name: "head",
  texts: {
    title: `${WORDS[(n + change) % WORDS.length]} ${n}`,
    body: WORDS.filter((_, at) => (n * 7 + at * 3 + change) % 5 < 2).join(" "),
  },
  facts: { type: "idea", createdAt: n * 1000, votes: n % 13 },
});

const gone = (n: number): Part => ({ shelf: "", subject: `idea:${n}`, name: "head" });

const answers = (index: SearchIndex) =>
  WORDS.map((text) => {
    const ask = { shelves: SHELVES, fields: FIELDS, filters: {}, limit: 1000 };
    return index.find({ ...ask, text }).ranked;
  });

/** What another process would have of it. */
const copyOf = async (index: SearchIndex): Promise<SearchIndex> => {
  const copy = new SearchIndex(tokenizer);
  const pieces = [...index.pieces(SHELVES)].map((piece) => serialize(piece));
  const read = pieces.map((bytes): IndexPiece => deserialize(bytes));
  await givingWay(copy.take(read), () => undefined);
  return copy;
};

describe("an index that is taken from the pieces of another", () => {
  test("answers as that one does, also after further changes to both [Q20]", async () => {
    const index = new SearchIndex(tokenizer);
    for (let n = 0; n < 2000; n += 1) {
      index.put(part(n));
    }
    for (let n = 0; n < 300; n += 1) {
      index.put(gone(n * 3));
    }
    const copy = await copyOf(index);
    expect(copy.size).toBe(index.size);
    expect(answers(copy)).toEqual(answers(index));

    for (const one of [index, copy]) {
      for (let n = 0; n < 2000; n += 1) {
        one.put(n % 3 === 1 ? gone(n) : part(n, n % 4));
      }
      one.put(part(5000));
    }
    expect(copy.size).toBe(index.size);
    expect(answers(copy)).toEqual(answers(index));
    expect(answers(await copyOf(copy))).toEqual(answers(index));
  });

  test("takes the place of what was on those shelves [Q20]", async () => {
    const [one, other] = [new SearchIndex(tokenizer), new SearchIndex(tokenizer)];
    one.put(part(1));
    other.put(part(2));
    await givingWay(other.take(one.pieces(SHELVES)), () => undefined);
    expect(answers(other)).toEqual(answers(one));
  });
});
