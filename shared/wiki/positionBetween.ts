const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HIGHEST = "z";
const FIRST = "V";

const valueAt = (key: string, place: number): number => DIGITS.indexOf(key[place] ?? "0");
const digit = (value: number): string => DIGITS[value] ?? "";

/** Steps of one, so that a long list made from first to last keeps short keys. */
const after = (key: string): string => {
  const place = key.search(/[^z]/);
  return place === -1 ? `${key}1` : key.slice(0, place) + digit(valueAt(key, place) + 1);
};

const before = (key: string): string => {
  const place = key.search(/[^0]/);
  const start = key.slice(0, place);
  if (valueAt(key, place) > 1) {
    return start + digit(valueAt(key, place) - 1);
  }
  return place < key.length - 1 ? `${start}1` : `${start}0${HIGHEST}`;
};

const middle = (low: string, high: string): string => {
  let shared = 0;
  while (valueAt(low, shared) === valueAt(high, shared)) {
    shared += 1;
  }
  const start = high.slice(0, shared);
  const [from, to] = [valueAt(low, shared), valueAt(high, shared)];
  if (to - from > 1) {
    return start + digit(Math.floor((from + to) / 2));
  }
  return high.length > shared + 1
    ? start + digit(to)
    : start + digit(from) + (low.length > shared + 1 ? after(low.slice(shared + 1)) : FIRST);
};

/**
 * A key that sorts, by code unit, after `low` and before `high`, where they are given. Keys are made by this
 * alone: digits and letters, never with a `0` at the end, so that there is always room between two.
 */
export const positionBetween = (low?: string, high?: string): string => {
  if (low === undefined) {
    return high === undefined ? FIRST : before(high);
  }
  return high === undefined ? after(low) : middle(low, high);
};
