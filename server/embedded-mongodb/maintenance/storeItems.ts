import { Catalog } from "../catalog/catalog.ts";
import { treePrefix } from "../storage/keyspace.ts";
import { prefixRange } from "../storage/reader.ts";
import type { Snapshots } from "../storage/openForReading.ts";
import type { Item } from "./item.ts";

/** All that is stored, as of one moment, whatever is written meanwhile. */
export function* storeItems(store: Snapshots): Generator<Item> {
  const snapshot = store.snapshot();
  try {
    for (const { database, name, tree, indexes } of new Catalog(snapshot).all()) {
      yield {
        kind: "collection",
        database,
        name,
        indexes: indexes.map(({ specification }) => specification),
      };
      for (const { value } of snapshot.range(prefixRange(treePrefix(tree)))) {
        yield { kind: "document", bytes: value };
      }
    }
  } finally {
    snapshot.release();
  }
}
