import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../../../server/embedded-mongodb/storage/journal.ts";
import type { Reader } from "../../../server/embedded-mongodb/storage/reader.ts";
import { Store } from "../../../server/embedded-mongodb/storage/store.ts";
import { openTree } from "../../../server/embedded-mongodb/storage/tree.ts";

/** Any prefix does, as long as it is the same for all. */
const PREFIX = "\u0010";

export const change = (key: string, value?: string) => ({
  key: Buffer.from(PREFIX + key),
  value: value === undefined ? undefined : Buffer.from(value),
});

export type Content = [key: string, value: string][];

/** All that begins with the prefix, as a scan shows it. */
export function contentOf(reader: Reader, { reverse = false } = {}): Content {
  const range = { low: Buffer.from([0x10]), high: Buffer.from([0x11]), reverse };
  return Array.from(reader.range(range), ({ key, value }): [string, string] => [
    key.toString().slice(PREFIX.length),
    value.toString(),
  ]);
}

export interface OpenStore {
  store: Store;
  close: () => Promise<void>;
}

/** With so small a journal that it is often moved into the tree, if none is given. */
export async function openStore(
  folder: string,
  journalOf: (folder: string) => Journal = (inside) => new Journal(inside, { segmentBytes: 2_000 }),
): Promise<OpenStore> {
  const tree = openTree(folder);
  const store = await Store.open(tree, journalOf(folder));
  return {
    store,
    close: async () => {
      await store.close();
      await tree.close();
    },
  };
}

let images = 0;

/** What a crash would leave: the files as they are now. */
export function crashImage(folder: string): string {
  images += 1;
  const image = join(folder, `image ${images}`);
  mkdirSync(image);
  for (const name of ["data.lmdb", "journal.0", "journal.1"]) {
    cpSync(join(folder, name), join(image, name));
  }
  return image;
}
