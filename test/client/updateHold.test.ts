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

test("what must be heard before anything is let in is asked for each time [C41]", () => {
  const hold = updateHold();
  const seen: string[] = [];
  hold.beforeEach(() => void seen.push("caret"));
  hold.take(() => seen.push("first"));
  hold.hold();
  hold.take(() => seen.push("second"));
  hold.release();
  expect(seen).toEqual(["caret", "first", "caret", "second"]);
});
