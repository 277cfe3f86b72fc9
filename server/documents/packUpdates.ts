import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { StoredUpdate } from "./documentEntryModel.ts";

type Author = NonNullable<StoredUpdate["by"]>;

/** Updates as one binary: a database reads and writes that for a fraction of what it costs to take each as an object. */
export interface PackedUpdates {
  /** Who made them, each once. */
  readonly people: readonly Author[];
  /**
   * How many, then one after the other, numbers and lengths as lib0 writes them: who, counted from 1, or 0 for nobody;
   * when, in ms; how many clients, and which; the update's length and bytes.
   */
  readonly packed: Uint8Array;
}

/** The people so far, and which number each has. */
class People {
  readonly all: Author[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(by: Author | undefined): number {
    if (!by) {
      return 0;
    }
    const known = this.#numbers.get(by.id) ?? 0;
    if (this.all[known - 1]?.name === by.name) {
      return known;
    }
    // New, or called something else since.
    const number = this.all.push(by);
    this.#numbers.set(by.id, number);
    return number;
  }
}

export const packUpdates = (updates: readonly StoredUpdate[]): PackedUpdates => {
  const people = new People();
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, updates.length);
  for (const { by, at, clients, update } of updates) {
    encoding.writeVarUint(encoder, people.numberOf(by));
    encoding.writeVarUint(encoder, at.getTime());
    encoding.writeVarUint(encoder, clients.length);
    clients.forEach((client) => encoding.writeVarUint(encoder, client));
    encoding.writeVarUint8Array(encoder, update);
  }
  return { people: people.all, packed: encoding.toUint8Array(encoder) };
};

const readUpdate = (decoder: decoding.Decoder, people: readonly Author[]): StoredUpdate => {
  const number = decoding.readVarUint(decoder);
  const by = people[number - 1];
  if (number > 0 && !by) {
    throw new RangeError(`nobody has the number ${number}`);
  }
  const at = new Date(decoding.readVarUint(decoder));
  const clients = Array.from({ length: decoding.readVarUint(decoder) }, () =>
    decoding.readVarUint(decoder),
  );
  const update = decoding.readVarUint8Array(decoder);
  return by ? { by, at, update, clients } : { at, update, clients };
};

/** The updates are views into `packed`. Throws where that is not what `packUpdates` made. */
export const unpackUpdates = ({ people, packed }: PackedUpdates): readonly StoredUpdate[] => {
  const decoder = decoding.createDecoder(packed);
  const length = decoding.readVarUint(decoder);
  const updates = Array.from({ length }, () => readUpdate(decoder, people));
  if (decoder.pos !== packed.length) {
    throw new RangeError("packed updates are not whole");
  }
  return updates;
};
