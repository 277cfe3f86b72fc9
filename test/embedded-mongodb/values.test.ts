import { BSON, Double, Long, MaxKey, MinKey, Timestamp } from "bson";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareValues } from "../../server/embedded-mongodb/bson/compare.ts";
import { decodeDocument } from "../../server/embedded-mongodb/bson/decode.ts";
import { encodeDocument } from "../../server/embedded-mongodb/bson/encode.ts";
import { KeyWriter, orderedKey } from "../../server/embedded-mongodb/bson/orderedKey.ts";
import type { Value } from "../../server/embedded-mongodb/bson/values.ts";

/** In MongoDB's order. */
const ascending: Value[] = [
  new MinKey(),
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  Long.fromString("-9223372036854775808"),
  -1.5,
  -1,
  0,
  Number.MIN_VALUE,
  1,
  2 ** 53,
  Long.fromString("9007199254740993"),
  Long.fromString("9223372036854775807"),
  2 ** 63,
  Number.POSITIVE_INFINITY,
  "",
  "\0",
  "\0a",
  "A",
  "a",
  "a\0",
  "ab",
  "é",
  "中",
  "😀",
  new Map<string, Value>(),
  new Map<string, Value>([["a", 1]]),
  new Map<string, Value>([
    ["a", 1],
    ["b", 1],
  ]),
  new Map<string, Value>([["b", 1]]),
  new Map<string, Value>([["a", "x"]]),
  [],
  [1],
  [1, 2],
  [2],
  false,
  true,
  new Date(-1),
  new Date(0),
  new Date(1e12),
  new Timestamp({ t: 1, i: 2 }),
  new MaxKey(),
];

describe("values", () => {
  test("are ordered as in MongoDB, compared or as keys, up and down [D18]", () => {
    ascending.forEach((left, i) => {
      ascending.forEach((right, j) => {
        const expected = Math.sign(i - j);
        expect([i, j, Math.sign(compareValues(left, right))]).toEqual([i, j, expected]);
        expect(Math.sign(Buffer.compare(orderedKey(left), orderedKey(right)))).toBe(expected);
        const [down, up] = [left, right].map((value) => new KeyWriter().descending(value).take());
        expect(Math.sign(Buffer.compare(down ?? Buffer.alloc(0), up ?? Buffer.alloc(0)))).toBe(
          expected === 0 ? 0 : -expected,
        );
      });
    });
  });

  test("of all kinds of numbers are equal where they mean the same [D18]", () => {
    for (const [left, right] of [
      [1, new Double(1)],
      [1, Long.fromNumber(1)],
      [0, -0],
      [2 ** 53, Long.fromString("9007199254740992")],
    ] as const) {
      expect(compareValues(left, right)).toBe(0);
      expect(orderedKey(left)).toEqual(orderedKey(right));
    }
  });

  test("compare as their keys do, whatever they are [D18]", () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((each) => Long.fromBigInt(each)),
      fc.string({ unit: "binary" }),
      fc.date({ noInvalidDate: true }),
      fc.array(fc.integer(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(Math.sign(compareValues(left, right))).toBe(
          Math.sign(Buffer.compare(orderedKey(left), orderedKey(right))),
        );
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  test("are stored as they came, types and order of fields too [D18]", () => {
    const bytes = Buffer.from(
      BSON.serialize(
        new Map<string, unknown>([
          ["b", new Double(1)],
          ["10", Long.fromNumber(1)],
          ["2", 1],
          [
            "__proto__",
            [
              null,
              new Map<string, unknown>([
                ["3", "x"],
                ["1", -0],
              ]),
            ],
          ],
          ["at", new Date(5)],
          ["pattern", /^a/i],
        ]),
      ),
    );
    expect(encodeDocument(decodeDocument(bytes))).toEqual(bytes);
  });

  test("that are malformed or of an unknown type are refused [D16]", () => {
    const good = Buffer.from(BSON.serialize({ a: "text", b: [1, { c: true }], r: /x/i }));
    for (let at = 0; at < good.length; at += 1) {
      for (const byte of [0, 1, 0x7f, 0xff]) {
        const bad = Buffer.from(good);
        bad[at] = byte;
        try {
          decodeDocument(bad);
        } catch (error) {
          expect(error).toHaveProperty("code");
        }
      }
    }
    const decimal = Buffer.from(BSON.serialize({ a: new BSON.Decimal128("1") }));
    expect(() => decodeDocument(decimal)).toThrow(
      "BSON type decimal is not supported by this engine",
    );
  });
});
