import { expect, test } from "vitest";
import { updateHold } from "../../client/documents/updateHold.ts";

test("what comes while a word is composed is let in after it, in its order [C24]", () => {
  const hold = updateHold();
  const seen: number[] = [];
  const take = (number: number) => hold.take(() => seen.push(number));
  take(1);
  hold.hold();
  take(2);
  take(3);
  expect(seen).toEqual([1]);
  hold.release();
  take(4);
  expect(seen).toEqual([1, 2, 3, 4]);
});
