import { z } from "zod";

/**
 * With what the connection of an editor is closed. An unmodified y-websocket provider does not come back
 * after 4400 to 4499, and does after all others.
 */
export const documentClose = {
  /** There is no such document, or none for this person: the two look the same. */
  notFound: 4403,
  /** The editor sent what can't be admitted; the reason is a `DocumentRefusal`. */
  refused: 4413,
  /** The document can't be served now, or this person's rights changed: come again. */
  again: 4500,
  /** The server leaves. */
  restart: 1012,
  overloaded: 1013,
} as const;

/** Why an update was refused: nothing of it was taken, and nobody else has seen it. */
export const DocumentRefusal = z.enum([
  "read_only",
  "malformed",
  "too_large",
  "document_full",
  "too_many_items",
  "too_many_clients",
  "too_many_conflicts",
  "too_deep",
  "gap",
  "unknown_item",
  "not_yours",
  "not_allowed",
]);
export type DocumentRefusal = z.infer<typeof DocumentRefusal>;
