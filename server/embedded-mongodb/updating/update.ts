import type { Document } from "../bson/values.ts";
import { CommandError } from "../errors.ts";

export interface UpdateOccasion {
  position: number | undefined;
  isInsert: boolean;
}

/** Gives the new document; may change the one it is handed, which must be nobody else's. */
export type Update = {
  isReplacement: boolean;
  /** Whether it needs to know where the filter found its match. */
  usesPosition: boolean;
  /** It puts and removes values of the document itself and changes none in place: so it may be handed a copy that shares them. */
  isShallow: boolean;
  apply: (source: Document, occasion: UpdateOccasion) => Document;
};

export const immutableId = (): CommandError =>
  new CommandError(
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
