import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { decodeDocument } from "../bson/decode.ts";
import { encodeDocument } from "../bson/encode.ts";
import { document, isArray, isDocument } from "../bson/values.ts";
import type { Item, Items } from "./item.ts";

/** A gzipped row of records, each a letter and a BSON document; the last holds the hash of all before it. */
const letters = { head: 0x48, collection: 0x43, document: 0x44, end: 0x45 } as const;
const FORMAT = "embedded-mongodb backup 1";
const MAX_RECORD = 64 * 1024 * 1024;

/** Leaves a whole, synced file, or none. */
export async function writeBackup(path: string, items: Items): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await pipeline(
      Readable.from(records(items)),
      createGzip({ level: 3 }),
      createWriteStream(partial, { mode: 0o600 }),
    );
    const file = await open(partial, "r");
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (fault) {
    await rm(partial, { force: true });
    throw fault;
  }
}

async function* records(items: Items): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const record = (letter: number, bytes: Buffer): Buffer => {
    const whole = Buffer.concat([Buffer.from([letter]), bytes]);
    hash.update(whole);
    return whole;
  };
  yield record(letters.head, encodeDocument(document({ format: FORMAT, at: new Date() })));
  for await (const item of items) {
    yield item.kind === "document"
      ? record(letters.document, item.bytes)
      : record(
          letters.collection,
          encodeDocument(
            document({ database: item.database, name: item.name, indexes: item.indexes }),
          ),
        );
  }
  const digest = encodeDocument(document({ sha256: hash.digest("hex") }));
  yield Buffer.concat([Buffer.from([letters.end]), digest]);
}

/** Throws at the end where the file is not what was written. */
export async function* readBackup(path: string): AsyncGenerator<Item> {
  const hash = createHash("sha256");
  let isComplete = false;
  for await (const { letter, bytes } of readRecords(path)) {
    if (letter === letters.end) {
      isComplete = decodeDocument(bytes).get("sha256") === hash.digest("hex");
      break;
    }
    hash.update(Buffer.from([letter])).update(bytes);
    if (letter === letters.document) {
      yield { kind: "document", bytes };
    } else if (letter === letters.collection) {
      yield collectionItem(bytes);
    } else if (letter !== letters.head || decodeDocument(bytes).get("format") !== FORMAT) {
      throw new Error(`${path} is not a backup of this engine`);
    }
  }
  if (!isComplete) {
    throw new Error(`${path} is damaged or cut short`);
  }
}

function collectionItem(bytes: Buffer): Item {
  const source = decodeDocument(bytes);
  const [database, name, indexes] = ["database", "name", "indexes"].map((field) =>
    source.get(field),
  );
  if (typeof database !== "string" || typeof name !== "string" || !isArray(indexes)) {
    throw new Error("a collection in the backup cannot be read");
  }
  return { kind: "collection", database, name, indexes: indexes.filter(isDocument) };
}

async function* readRecords(path: string): AsyncGenerator<{ letter: number; bytes: Buffer }> {
  const unzipped = createReadStream(path).pipe(createGunzip());
  let rest = Buffer.alloc(0);
  for await (const chunk of unzipped) {
    if (!Buffer.isBuffer(chunk)) {
      throw new TypeError("not bytes");
    }
    rest = Buffer.concat([rest, chunk]);
    let offset = 0;
    while (rest.length - offset >= 5) {
      const size = rest.readInt32LE(offset + 1);
      if (size < 5 || size > MAX_RECORD) {
        throw new Error(`${path} is not a backup of this engine, or damaged`);
      }
      if (rest.length - offset < size + 1) {
        break;
      }
      yield {
        letter: rest[offset] ?? 0,
        bytes: Buffer.from(rest.subarray(offset + 1, offset + 1 + size)),
      };
      offset += size + 1;
    }
    rest = rest.subarray(offset);
  }
}
