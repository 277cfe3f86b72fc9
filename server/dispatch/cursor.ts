import type { z } from "zod";
import { Refusal } from "./refusal.ts";

/** Where a page ended: the values of its sort, opaque to whoever carries it. */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** What `writeCursor` wrote, of this shape; otherwise a refusal of the field `after`. */
export const readCursor = <Shape extends z.ZodType>(
  shape: Shape,
  cursor: string,
): z.output<Shape> => {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch (reason) {
    if (!(reason instanceof SyntaxError)) {
      throw reason;
    }
  }
  const parsed = shape.safeParse(values);
  if (!parsed.success) {
    throw new Refusal("invalid_input", {
      message: "after: not a cursor of this list",
      fields: { after: "wrong_format" },
    });
  }
  return parsed.data;
};

/** A page of at most `limit` out of one more that was asked for, and the cursor after it if there is more. */
export const cutPage = <Item>(
  items: readonly Item[],
  limit: number,
  positionOf: (item: Item) => readonly (string | number)[],
): { items: readonly Item[]; next?: string } => {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return items.length > limit && last
    ? { items: page, next: writeCursor(positionOf(last)) }
    : { items: page };
};
