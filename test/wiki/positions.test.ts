import { array, assert, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { positionBetween } from "../../shared/wiki/positionBetween.ts";

describe("positions", () => {
  test("always have room between two, before the first and after the last [W1]", () => {
    assert(
      property(array(nat(), { maxLength: 200 }), (places) => {
        const keys: string[] = [];
        for (const place of places) {
          const at = place % (keys.length + 1);
          keys.splice(at, 0, positionBetween(keys[at - 1], keys[at]));
        }
        expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((key) => !/^[0-9A-Za-z]*[1-9A-Za-z]$/.test(key))).toEqual([]);
      }),
    );
  });

  test("stay short where pages come one after the other, or always first [W1]", () => {
    let [last, first] = [positionBetween(), positionBetween()];
    for (let made = 1; made < 5000; made += 1) {
      last = positionBetween(last);
      first = positionBetween(undefined, first);
    }
    expect(last.length).toBeLessThan(100);
    expect(first.length).toBeLessThan(100);
  });
});
