import { z } from "zod";

/** Where the next page begins: opaque, as the page before gave it. */
export const Cursor = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9_-]*$/);

const numberOf = (value: unknown): unknown =>
  typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

/** A number that a query string brings as digits. Only digits: coercion would take `null`, `true` and `[]`. */
export const inQuery = <Schema extends z.ZodNumber>(schema: Schema) =>
  z.preprocess(numberOf, schema);

export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;
export const PageLimit = inQuery(z.int().min(1).max(PAGE_MAX)).default(PAGE_DEFAULT);
