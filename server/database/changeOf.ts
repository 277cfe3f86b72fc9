import type { Stored } from "./writes.ts";

/**
 * What makes the one stored document of the other, as an update: the fields that are not the same. They are never
 * changed in place, so what is the same object is the same.
 */
export const changeOf = (before: Stored, after: Stored): object => {
  const was = new Map<string, unknown>(Object.entries(before));
  const now = Object.entries(after).filter(([, value]) => value !== undefined);
  const set = now.filter(([field, value]) => was.get(field) !== value);
  now.forEach(([field]) => was.delete(field));
  const unset = [...was].filter(([, value]) => value !== undefined).map(([field]) => [field, true]);
  // No operator at all would be a replacement by nothing.
  return set.length + unset.length === 0
    ? after
    : {
        ...(set.length > 0 && { $set: Object.fromEntries(set) }),
        ...(unset.length > 0 && { $unset: Object.fromEntries(unset) }),
      };
};
