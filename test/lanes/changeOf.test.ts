import {
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  oneof,
  property,
  string,
} from "fast-check";
import { expect, test } from "vitest";
import { changeOf } from "../../server/database/changeOf.ts";

type Fields = Readonly<Record<string, unknown>>;
interface Update {
  readonly $set?: Fields;
  readonly $unset?: Fields;
}

const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const isUpdate = (change: object): change is Update => "$set" in change || "$unset" in change;

/** As the database would. */
const applied = (before: Fields, change: object): Fields => {
  if (!isUpdate(change)) {
    return present({ ...change });
  }
  const gone = Object.keys(change.$unset ?? {});
  const kept = Object.entries(present(before)).filter(([field]) => !gone.includes(field));
  return { ...Object.fromEntries(kept), ...change.$set };
};

const value = oneof(
  constantFrom(undefined, null, 0, 1, "", "a", true),
  array(string(), { maxLength: 2 }),
);
const fields = dictionary(constantFrom("title", "votes", "rev", "hidden", "at"), value);

test("what a document changes by is what makes the one of the other, and no more [L12]", () => {
  assert(
    property(fields, fields, boolean(), (old, changes, isLess) => {
      const before = { ...old, _id: "1" };
      const after = { ...(isLess ? {} : old), ...changes, _id: "1" };
      const change = changeOf(before, after);

      expect(applied(before, change)).toEqual(present(after));
      for (const field of isUpdate(change) ? Object.keys(change.$set ?? {}) : []) {
        expect(Reflect.get(after, field)).not.toBe(Reflect.get(before, field));
      }
    }),
  );
});

test("a document that stays as it was is still looked for by its rev, and not emptied [L12]", () => {
  const idea = { _id: "1", title: "A bell", rev: 3 };

  expect(changeOf(idea, { ...idea })).toEqual(idea);
});
