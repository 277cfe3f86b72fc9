import { shown } from "../bson/shown.ts";
import { document, isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { equalValues } from "../bson/compare.ts";
import { encodeDocument } from "../bson/encode.ts";
import { namespaceOf, type Collection, type Index } from "../catalog/collection.ts";
import { CommandError } from "../errors.ts";
import { buildIndex, removeIndex } from "../indexes/buildIndex.ts";
import { indexSpecification, isPresent } from "../indexes/indexSpecification.ts";
import { iterate, refuseWhileWritten } from "./collectionCommands.ts";
import { reply, type Command, type Request } from "./command.ts";
import { Fields } from "./commandFields.ts";
import { cursorReply } from "./find.ts";

export const createIndexes: Command = {
  name: "createIndexes",
  fields: ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"],
  async run(fields, { engine, database }) {
    const name = fields.required("createIndexes", fields.text("createIndexes"));
    fields.refuse("ignoreUnknownIndexOptions");
    // One node is every quorum.
    fields.refuse("commitQuorum", () => true);
    const specifications = fields
      .required("indexes", fields.documents("indexes"))
      .map(indexSpecification);
    if (specifications.length === 0) {
      throw new CommandError("BadValue", "Must specify at least one index to create");
    }
    const isNew = !engine.catalog.find(database, name);
    const collection = await engine.lane.run((batch) =>
      engine.catalog.findOrCreate(batch, database, name),
    );
    const before = collection.indexes.length + 1;
    for (const specification of specifications) {
      if (!isPresent(collection, specification)) {
        await buildIndex(engine, collection, specification);
      }
    }
    return reply({
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length + 1,
      createdCollectionAutomatically: isNew,
    });
  },
};

const idIndex = (): Document => document({ v: 2, key: document({ _id: 1 }), name: "_id_" });

export const listIndexes: Command = {
  name: "listIndexes",
  fields: ["cursor"],
  async run(fields, { engine, database, session, deadline }) {
    const name = fields.required("listIndexes", fields.text("listIndexes"));
    const collection = existing(engine, database, name);
    const size = new Fields(
      fields.document("cursor") ?? new Map<string, Value>(),
      "cursor",
      new Set(["batchSize"]),
    ).count("batchSize");
    const described = [idIndex(), ...collection.indexes.map(({ specification }) => specification)];
    const namespace = namespaceOf(collection);
    const batch = await engine.cursors.open(
      iterate(described.map((each) => encodeDocument(each))),
      { namespace, session, transaction: undefined },
      { size: size ?? Number.POSITIVE_INFINITY, deadline },
    );
    return reply({ cursor: cursorReply("firstBatch", batch, namespace) });
  },
};

function existing({ catalog }: Request["engine"], database: string, name: string): Collection {
  const collection = catalog.find(database, name);
  if (!collection) {
    throw new CommandError("NamespaceNotFound", `ns does not exist: ${database}.${name}`);
  }
  return collection;
}

export const dropIndexes: Command = {
  name: "dropIndexes",
  aliases: ["deleteIndexes"],
  fields: ["index"],
  async run(fields, { engine, database }) {
    const name = fields.required("dropIndexes", fields.text("dropIndexes"));
    const wanted = fields.required("index", fields.value("index"));
    return await engine.lane.run((batch) => {
      const collection = existing(engine, database, name);
      refuseWhileWritten(engine, collection);
      const nIndexesWas = collection.indexes.length + 1;
      const going = (isArray(wanted) ? wanted : [wanted]).flatMap((each) =>
        chosen(collection, each),
      );
      batch.atomically(() => {
        for (const index of going) {
          removeIndex(engine, batch, collection, index);
        }
      });
      return reply({ nIndexesWas });
    });
  },
};

function chosen(collection: Collection, wanted: Value): Index[] {
  if (wanted === "*") {
    return collection.indexes;
  }
  if (wanted === "_id_" || (isDocument(wanted) && wanted.size === 1 && wanted.has("_id"))) {
    throw new CommandError("InvalidOptions", "cannot drop _id index");
  }
  const found = collection.indexes.filter(
    ({ name, specification }) => name === wanted || equalValues(specification.get("key"), wanted),
  );
  if (found.length === 0) {
    throw new CommandError("IndexNotFound", `index not found with name [${shown(wanted)}]`);
  }
  return found;
}
