import { document, isDocument, type Document, type Value } from "../bson/values.ts";
import { namespaceOf, type Collection } from "../catalog/collection.ts";
import { expressionTest } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { RawArray } from "../bson/bsonWriter.ts";
import { encodeDocument } from "../bson/encode.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { Blocked } from "../transactions/blocked.ts";
import { reply, type Command, type Request } from "./command.ts";
import { Fields } from "./commandFields.ts";
import { cursorReply } from "./find.ts";

/** A collection may not change under a transaction that has written to it: waits for its end. */
export function refuseWhileWritten({ claims }: Request["engine"], collection: Collection): void {
  const holder = claims.writerOf(collection.id);
  if (holder) {
    throw new Blocked(holder.ended);
  }
}

/** Options of `create` that change what a collection is; this engine has only the plain kind. */
const UNSUPPORTED = [
  "capped",
  "size",
  "max",
  "timeseries",
  "expireAfterSeconds",
  "clusteredIndex",
  "changeStreamPreAndPostImages",
  "storageEngine",
  "validator",
  "validationLevel",
  "validationAction",
  "indexOptionDefaults",
  "viewOn",
  "pipeline",
  "encryptedFields",
  "autoIndexId",
];

export const create: Command = {
  name: "create",
  fields: [...UNSUPPORTED, "collation"],
  async run(fields, { engine, database }) {
    const name = fields.required("create", fields.text("create"));
    for (const option of UNSUPPORTED) {
      fields.refuse(option, (value) => value === false || (isDocument(value) && value.size === 0));
    }
    fields.refuseCollation();
    await engine.lane.run((batch) => {
      // Creating what is there in the same way does nothing, as in MongoDB.
      engine.catalog.findOrCreate(batch, database, name);
    });
    return reply({});
  },
};

export const drop: Command = {
  name: "drop",
  fields: [],
  async run(fields, { engine, database }) {
    const name = fields.required("drop", fields.text("drop"));
    return await engine.lane.run((batch) => {
      const collection = engine.catalog.find(database, name);
      if (!collection) {
        return reply({});
      }
      refuseWhileWritten(engine, collection);
      batch.atomically(() => engine.catalog.drop(batch, collection));
      return reply({ nIndexesWas: collection.indexes.length + 1, ns: namespaceOf(collection) });
    });
  },
};

export const dropDatabase: Command = {
  name: "dropDatabase",
  fields: [],
  async run(fields, { engine, database }) {
    fields.integer("dropDatabase");
    await engine.lane.run((batch) => {
      for (const collection of engine.catalog.of(database)) {
        refuseWhileWritten(engine, collection);
        batch.atomically(() => engine.catalog.drop(batch, collection));
      }
    });
    return reply({ dropped: database });
  },
};

function describe(collection: Collection): Document {
  return document({
    name: collection.name,
    type: "collection",
    options: new Map(),
    info: document({ readOnly: false, uuid: collection.uuid }),
    idIndex: document({ v: 2, key: document({ _id: 1 }), name: "_id_" }),
  });
}

export const listCollections: Command = {
  name: "listCollections",
  fields: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  async run(fields, { engine, database, session, deadline }) {
    const { matches } = filterFrom(fields.document("filter"), expressionTest(parseLet(undefined)));
    const isNameOnly = fields.flag("nameOnly");
    // Without users, everybody is authorized for all.
    fields.flag("authorizedCollections");
    const described = engine.catalog
      .of(database)
      .map(describe)
      .filter((each) => matches(each))
      .map((each) =>
        encodeDocument(
          isNameOnly ? document({ name: each.get("name"), type: "collection" }) : each,
        ),
      );
    const namespace = `${database}.$cmd.listCollections`;
    const size = new Fields(
      fields.document("cursor") ?? new Map<string, Value>(),
      "cursor",
      new Set(["batchSize"]),
    ).count("batchSize");
    const batch = await engine.cursors.open(
      iterate(described),
      { namespace, session, transaction: undefined },
      { size: size ?? Number.POSITIVE_INFINITY, deadline },
    );
    return reply({ cursor: cursorReply("firstBatch", batch, namespace) });
  },
};

export function* iterate<T>(list: readonly T[]): Generator<T> {
  yield* list;
}

export const listDatabases: Command = {
  name: "listDatabases",
  fields: ["filter", "nameOnly", "authorizedDatabases"],
  run(fields, { engine }) {
    const { matches } = filterFrom(fields.document("filter"), expressionTest(parseLet(undefined)));
    const isNameOnly = fields.flag("nameOnly");
    fields.flag("authorizedDatabases");
    const names = new Set(engine.catalog.all().map(({ database }) => database));
    const total = engine.store.bytes();
    const databases = [...names]
      .toSorted()
      .map((name) => document(isNameOnly ? { name } : { name, sizeOnDisk: total, empty: false }))
      .filter((each) => matches(each));
    return reply({
      databases: new RawArray(databases.map((each) => encodeDocument(each))),
      totalSize: isNameOnly ? undefined : total,
    });
  },
};
