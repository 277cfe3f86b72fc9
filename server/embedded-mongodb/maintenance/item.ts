import { createHash } from "node:crypto";
import type { Document } from "../bson/values.ts";

/** What backups and copies are made of: a collection, and after it its documents. */
export type Item =
  | { kind: "collection"; database: string; name: string; indexes: Document[] }
  | { kind: "document"; bytes: Buffer };

export type Items = AsyncIterable<Item> | Iterable<Item>;

export interface Tally {
  count: number;
  /** A sum over the documents' hashes: the same in whatever order they come. */
  hash: bigint;
}

export type Tallies = ReadonlyMap<string, Tally>;

export type Progress = (namespace: string, count: number) => void;

const BITS = 128;
const STRIDE = 10_000;

/** Hands everything on and counts it. */
export async function* tallied(
  items: Items,
  tallies: Map<string, Tally>,
  onProgress: Progress = () => undefined,
): AsyncGenerator<Item> {
  let namespace = "";
  let tally: Tally = { count: 0, hash: 0n };
  for await (const item of items) {
    if (item.kind === "collection") {
      namespace = `${item.database}.${item.name}`;
      tally = { count: 0, hash: 0n };
      tallies.set(namespace, tally);
    } else {
      addTo(tally, item.bytes);
      if (tally.count % STRIDE === 0) {
        onProgress(namespace, tally.count);
      }
    }
    yield item;
  }
}

function addTo(tally: Tally, bytes: Buffer): void {
  const hash = createHash("sha256").update(bytes).digest("hex");
  tally.count += 1;
  tally.hash = BigInt.asUintN(BITS, tally.hash + BigInt(`0x${hash}`));
}

export async function tally(items: Items): Promise<Tallies> {
  const tallies = new Map<string, Tally>();
  for await (const _ of tallied(items, tallies)) {
    // Counting is all.
  }
  return tallies;
}

/** Where two countings differ, in words; nothing where they agree. */
export function differencesBetween(expected: Tallies, found: Tallies): string[] {
  return [...expected].flatMap(([namespace, { count, hash }]) => {
    const other = found.get(namespace);
    if (!other) {
      return count === 0 ? [] : [`${namespace} is missing`];
    }
    if (other.count !== count) {
      return [`${namespace} has ${other.count} documents instead of ${count}`];
    }
    return other.hash === hash ? [] : [`${namespace} holds other documents`];
  });
}
