import type { z } from "zod";
import type { BroughtSet } from "../broughtIdea.ts";
import type { Table } from "../readTable.ts";
import type { Remarks } from "../remarks.ts";

/** The files of one set by the role that they have in it. */
export type Tables = ReadonlyMap<string, Table>;

/** An export that is known by the fields of its files. */
export interface Format {
  readonly name: string;
  /** One line for the importer's help: what it is of, and what it makes of its votes. */
  readonly about: string;
  /** The fields that the file in each role has; the first role is the one that can't be missing. */
  readonly roles: readonly { readonly role: string; readonly fields: readonly string[] }[];
  read(tables: Tables, from: { readonly folder: string; readonly remarks: Remarks }): BroughtSet;
}

/** The rows of a file that have the right shape; the others are left out, and said so. */
export const rowsOf = <Schema extends z.ZodType>(
  schema: Schema,
  table: Table | undefined,
  remarks: Remarks,
): z.output<Schema>[] =>
  (table?.rows ?? []).flatMap(({ at, fields }) => {
    const parsed = schema.safeParse(fields);
    if (parsed.success) {
      return [parsed.data];
    }
    const field = parsed.error.issues[0]?.path.join(".") ?? "";
    remarks.add("left out", "row that is not as the format says", `${at} ${field}`.trim());
    return [];
  });

/** Whoever wrote something that the file names nobody for. */
export const unknownPerson = { key: "unknown", name: "Unknown" };

/** By a key, in the order in which they come. */
export const groupedBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(keyOf(item), [item]);
    }
  }
  return groups;
};
