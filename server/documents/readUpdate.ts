import { ByteReader, lengthInUtf16, readJson } from "./byteReader.ts";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import { UpdateRefused } from "./updateRefused.ts";

export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** What a struct brings. `gone` has neither place nor content any more. */
export type StructContent =
  | { readonly kind: "gone" }
  | { readonly kind: "deleted" }
  | { readonly kind: "text"; readonly bytes: Uint8Array }
  | { readonly kind: "format"; readonly key: string; readonly value: unknown }
  | { readonly kind: "element"; readonly name: string }
  | { readonly kind: "textNode" }
  | { readonly kind: "values"; readonly values: readonly WrittenValue[] };

interface WrittenValue {
  readonly value: unknown;
  readonly bytes: Uint8Array;
}

/** One struct of an update, and where its bytes are. */
export interface Struct {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly origin: Id | undefined;
  readonly rightOrigin: Id | undefined;
  /** Where it is, if no neighbour says so. */
  readonly parent: Id | "root" | undefined;
  readonly key: string | undefined;
  readonly content: StructContent;
  readonly start: number;
  readonly end: number;
}

export interface DeletedRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

export interface UpdateParts {
  readonly blocks: readonly (readonly Struct[])[];
  readonly deleted: readonly DeletedRange[];
  /** Where the set of deletions begins in the bytes. */
  readonly deletedAt: number;
}

const KIND_BITS = 0b0001_1111;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_KEY = 0b0010_0000;
const NAME_BYTES = 64;
const JSON_BYTES = 8192;
const XML_ELEMENT = 3;
const XML_TEXT = 6;
/** Far beyond what anybody writes, and far below where numbers are no longer exact. */
const CLOCK_MAX = 2 ** 40;

const readId = (reader: ByteReader): Id => ({ client: reader.uint(), clock: reader.uint() });

const readParent = (reader: ByteReader): Id | "root" => {
  if (reader.uint() !== 1) {
    return readId(reader);
  }
  if (reader.text(NAME_BYTES) !== DOCUMENT_ROOT) {
    throw new UpdateRefused("not_allowed", "another root");
  }
  return "root";
};

const readContent = (
  reader: ByteReader,
  kind: number,
): { readonly length: number; readonly content: StructContent } => {
  switch (kind) {
    case 1:
      return { length: reader.uint(), content: { kind: "deleted" } };
    case 4: {
      const bytes = reader.textBytes();
      return { length: lengthInUtf16(bytes), content: { kind: "text", bytes } };
    }
    case 6: {
      const key = reader.text(NAME_BYTES);
      return {
        length: 1,
        content: { kind: "format", key, value: readJson(reader.text(JSON_BYTES)) },
      };
    }
    case 7: {
      const type = reader.uint();
      if (type === XML_ELEMENT) {
        return { length: 1, content: { kind: "element", name: reader.text(NAME_BYTES) } };
      }
      if (type === XML_TEXT) {
        return { length: 1, content: { kind: "textNode" } };
      }
      throw new UpdateRefused("not_allowed", `a type of kind ${type}`);
    }
    case 8: {
      // What an attribute was set to, one after the other, which an editor keeps that could undo it.
      const values = Array.from({ length: reader.count() }, () => {
        const start = reader.at;
        const value = reader.value();
        return { value, bytes: reader.bytes.subarray(start, reader.at) };
      });
      return { length: values.length, content: { kind: "values", values } };
    }
    default:
      throw new UpdateRefused(kind === 10 ? "gap" : "not_allowed", `content of kind ${kind}`);
  }
};

const readStruct = (reader: ByteReader, client: number, clock: number): Struct => {
  const start = reader.at;
  const bits = reader.byte();
  const kind = bits & KIND_BITS;
  if (kind === 0) {
    const length = reader.uint();
    const content = { kind: "gone" } as const;
    const nowhere = {
      origin: undefined,
      rightOrigin: undefined,
      parent: undefined,
      key: undefined,
    } as const;
    return { client, clock, length, ...nowhere, content, start, end: reader.at };
  }
  const origin = (bits & HAS_ORIGIN) === 0 ? undefined : readId(reader);
  const rightOrigin = (bits & HAS_RIGHT_ORIGIN) === 0 ? undefined : readId(reader);
  const isFirst = origin === undefined && rightOrigin === undefined;
  const parent = isFirst ? readParent(reader) : undefined;
  const key = isFirst && (bits & HAS_KEY) !== 0 ? reader.text(NAME_BYTES) : undefined;
  const { length, content } = readContent(reader, kind);
  return {
    client,
    clock,
    length,
    origin,
    rightOrigin,
    parent,
    key,
    content,
    start,
    end: reader.at,
  };
};

const readBlock = (reader: ByteReader): readonly Struct[] => {
  const count = reader.count();
  const client = reader.uint();
  let clock = reader.uint();
  const structs: Struct[] = [];
  for (let read = 0; read < count; read += 1) {
    const struct = readStruct(reader, client, clock);
    clock += struct.length;
    if (struct.length === 0 || clock > CLOCK_MAX) {
      throw new UpdateRefused("malformed");
    }
    structs.push(struct);
  }
  return structs;
};

/**
 * Takes a Yjs update (V1) apart without Yjs, which trusts what it reads. Throws `UpdateRefused` where it is
 * not well formed, or holds content of a kind that no document of ours has.
 */
export const readUpdate = (update: Uint8Array): UpdateParts => {
  const reader = new ByteReader(update);
  const blocks: (readonly Struct[])[] = [];
  const clients = new Set<number>();
  for (let left = reader.count(); left > 0; left -= 1) {
    const block = readBlock(reader);
    const client = block[0]?.client;
    if (client === undefined || clients.has(client)) {
      throw new UpdateRefused("malformed");
    }
    clients.add(client);
    blocks.push(block);
  }
  const deletedAt = reader.at;
  const deleted: DeletedRange[] = [];
  for (let left = reader.count(); left > 0; left -= 1) {
    const client = reader.uint();
    for (let ranges = reader.count(); ranges > 0; ranges -= 1) {
      const clock = reader.uint();
      const length = reader.uint();
      if (length === 0) {
        throw new UpdateRefused("malformed");
      }
      deleted.push({ client, clock, length });
    }
  }
  if (reader.left > 0) {
    throw new UpdateRefused("malformed");
  }
  return { blocks, deleted, deletedAt };
};
