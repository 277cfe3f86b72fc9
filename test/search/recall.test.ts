import { describe, expect, test } from "vitest";
import { FIELDS } from "../../server/search/fields.ts";
import { SearchIndex } from "../../server/search/searchIndex.ts";
import { Tokenizer } from "../../server/search/tokenizer.ts";
import { hasData, knownItems, recall } from "./knownItems.ts";

const EVERY = 5;

/** A fifth of the queries; `npm run bench -- search` asks all. */
describe.skipIf(!hasData)("known things", () => {
  const index = new SearchIndex(new Tokenizer());
  const { items, sets } = knownItems();
  for (const { key, title, body } of items) {
    const facts = { type: "idea", createdAt: 0 } as const;
    index.put({ shelf: "all", subject: key, name: "head", texts: { title, body }, facts });
  }
  const find = (text: string): readonly string[] =>
    index
      .find({ shelves: ["all"], text, fields: FIELDS, filters: {}, limit: 10 })
      .ranked.map(({ key }) => key);

  test.each(sets)("are found: $name [Q13]", (set) => {
    const queries = set.queries.filter((_, at) => at % EVERY === 0);

    expect(queries.length).toBeGreaterThan(4);
    expect(recall({ ...set, queries }, find)).toBeGreaterThanOrEqual(0.95);
  });
});
