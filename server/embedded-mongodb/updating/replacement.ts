import { equalValues } from "../bson/compare.ts";
import type { Document } from "../bson/values.ts";
import { CommandError, failedToParse } from "../errors.ts";
import { copyOfDocument } from "./location.ts";
import { immutableId, type Update } from "./update.ts";

/** A whole document in the place of the old one, but for its `_id`. */
export function replacement(source: Document, arrayFilters: Document[] | undefined): Update {
  if (arrayFilters) {
    throw failedToParse("arrayFilters may not be specified for replacement-style updates");
  }
  for (const name of source.keys()) {
    if (name.startsWith("$")) {
      throw new CommandError(
        "DollarPrefixedFieldName",
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return {
    isReplacement: true,
    usesPosition: false,
    isShallow: true,
    apply: (old) => {
      const id = old.get("_id");
      const fresh = copyOfDocument(source);
      if (id === undefined) {
        return fresh;
      }
      const given = fresh.get("_id");
      if (given !== undefined && !equalValues(given, id)) {
        throw immutableId();
      }
      fresh.delete("_id");
      return new Map([["_id", id], ...fresh]);
    },
  };
}
