import { decodeDocument } from "../bson/decode.ts";
import type { Collection } from "../catalog/collection.ts";
import type { Engine } from "../engine.ts";
import { buildIndex } from "../indexes/buildIndex.ts";
import { insertDocument } from "../indexes/writeDocument.ts";
import type { Items } from "./item.ts";

const CHUNK = 1_000;

/** Puts everything into an engine that holds none of these collections yet; indexes are built last. */
export async function writeToEngine(engine: Engine, items: Items): Promise<void> {
  let chunk: Buffer[] = [];
  let open: { collection: Collection; finish: () => Promise<void> } | undefined;
  const flush = async () => {
    const documents = chunk;
    chunk = [];
    const collection = open?.collection;
    if (collection && documents.length > 0) {
      await engine.lane.run((target) => {
        for (const bytes of documents) {
          const place = { target, catalog: engine.catalog, collection };
          insertDocument(place, decodeDocument(bytes), bytes);
        }
      });
    }
  };
  for await (const item of items) {
    if (item.kind === "document") {
      chunk.push(item.bytes);
      if (chunk.length >= CHUNK) {
        await flush();
      }
      continue;
    }
    await flush();
    await open?.finish();
    const collection = await engine.lane.run((batch) => {
      if (engine.catalog.find(item.database, item.name)) {
        throw new Error(`${item.database}.${item.name} is there already`);
      }
      return engine.catalog.create(batch, item.database, item.name);
    });
    open = {
      collection,
      async finish() {
        for (const specification of item.indexes) {
          await buildIndex(engine, collection, specification);
        }
      },
    };
  }
  await flush();
  await open?.finish();
}
