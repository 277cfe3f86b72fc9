import { UUID, type Binary } from "bson";
import { decodeDocument } from "../bson/decode.ts";
import { encodeDocument } from "../bson/encode.ts";
import { CommandError } from "../errors.ts";
import { catalogKey, catalogPrefix, garbageKey } from "../storage/keyspace.ts";
import { NOTHING, prefixRange, type Reader } from "../storage/reader.ts";
import type { WriteTarget } from "../transactions/writeTarget.ts";
import { describeCollection, namespaceOf, readCollection, type Collection } from "./collection.ts";

/** Which collections and indexes there are: few, so they are kept in memory. */
export class Catalog {
  readonly #collections = new Map<string, Collection>();
  #lastNumber = 0;

  constructor(reader: Reader) {
    for (const { value } of reader.range(prefixRange(catalogPrefix))) {
      const collection = readCollection(decodeDocument(value));
      this.#collections.set(namespaceOf(collection), collection);
      this.noteTree(collection.id);
      this.noteTree(collection.tree);
      for (const { tree } of collection.indexes) {
        this.noteTree(tree);
      }
    }
  }

  /** Trees still to be emptied keep their numbers too. */
  noteTree(number: number): void {
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(`${database}.${name}`);
  }

  all(): Collection[] {
    return [...this.#collections.values()];
  }

  of(database: string): Collection[] {
    return this.all().filter((collection) => collection.database === database);
  }

  findOrCreate(target: WriteTarget, database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(target, database, name);
  }

  create(target: WriteTarget, database: string, name: string, uuid?: Binary): Collection {
    refuseOddNames(database, name);
    const id = this.nextNumber();
    const collection: Collection = {
      id,
      database,
      name,
      uuid: uuid ?? new UUID(),
      tree: this.nextNumber(),
      indexes: [],
    };
    const namespace = namespaceOf(collection);
    this.#collections.set(namespace, collection);
    target.onFailure(() => this.#collections.delete(namespace));
    this.save(target, collection);
    return collection;
  }

  save(target: WriteTarget, collection: Collection): void {
    target.putLatest(catalogKey(collection.id), () =>
      encodeDocument(describeCollection(collection)),
    );
  }

  drop(target: WriteTarget, collection: Collection): void {
    const namespace = namespaceOf(collection);
    this.#collections.delete(namespace);
    target.onFailure(() => this.#collections.set(namespace, collection));
    target.remove(catalogKey(collection.id));
    for (const { tree } of [collection, ...collection.indexes]) {
      target.put(garbageKey(tree), NOTHING);
    }
  }
}

function refuseOddNames(database: string, name: string): void {
  const isOdd =
    database === "" ||
    database.length > 63 ||
    /[/\\. "$\0]/.test(database) ||
    name === "" ||
    name.startsWith(".") ||
    name.includes("$") ||
    name.includes("\0") ||
    name.startsWith("system.") ||
    Buffer.byteLength(`${database}.${name}`) > 255;
  if (isOdd) {
    throw new CommandError("InvalidNamespace", `Invalid namespace specified '${database}.${name}'`);
  }
}
