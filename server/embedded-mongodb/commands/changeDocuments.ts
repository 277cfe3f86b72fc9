import { ObjectId } from "bson";
import { expressionTest, pipelineUpdate, type Let } from "../aggregating/pipeline.ts";
import { encodeDocument } from "../bson/encode.ts";
import { equalValues } from "../bson/compare.ts";
import type { Document, Maybe, Value } from "../bson/values.ts";
import { insertDocument, replaceDocument, type Place } from "../indexes/writeDocument.ts";
import { filterFrom, type Filter } from "../matching/parseFilter.ts";
import type { MatchTrace } from "../matching/reach.ts";
import { runQuery } from "../planning/runQuery.ts";
import { unpaused } from "../planning/paused.ts";
import type { Found } from "../planning/scan.ts";
import type { Sort } from "../sorting/sort.ts";
import { parseUpdate } from "../updating/parseUpdate.ts";
import { immutableId, type Update } from "../updating/update.ts";
import { upsertSource } from "../updating/upsertSource.ts";
import type { Request } from "./command.ts";
import { withId } from "./insert.ts";
import type { WritePlace } from "./statements.ts";

export interface Change {
  collection: string;
  query: Document;
  update: Value | undefined;
  arrayFilters: Document[] | undefined;
  isMulti: boolean;
  isUpsert: boolean;
  hint: Value | undefined;
  sort?: Sort | undefined;
  variables: Let;
}

export interface Changed {
  matched: number;
  modified: number;
  /** Present where a document was inserted. */
  upserted?: { id: Value; after: Document };
  /** The first that matched. */
  before?: Found;
  after?: Document;
}

export function changeDocuments(request: Request, change: Change, place: WritePlace): Changed {
  const { engine, database, transaction } = request;
  const update = parseUpdate(change.update, {
    arrayFilters: change.arrayFilters,
    pipeline: (stages) => pipelineUpdate(stages, change.variables),
  });
  const filter = filterFrom(change.query, expressionTest(change.variables));
  const collection = engine.catalog.find(database, change.collection);
  const found = [
    ...unpaused(
      runQuery(place.viewpoint, {
        collection,
        filter,
        sort: change.sort,
        limit: change.isMulti ? 0 : 1,
        hint: change.hint,
      }),
    ),
  ];
  if (collection && found.length > 0) {
    transaction?.collections.add(collection.id);
    const at = { target: place.target, catalog: engine.catalog, collection };
    const changed: Changed = { matched: found.length, modified: 0 };
    for (const each of found) {
      const { after, isModified } = changeOne(at, each, update, filter);
      changed.modified += isModified ? 1 : 0;
      changed.before ??= each;
      changed.after ??= after;
    }
    return changed;
  }
  if (!change.isUpsert) {
    return { matched: 0, modified: 0 };
  }
  const created = engine.catalog.findOrCreate(place.target, database, change.collection);
  transaction?.collections.add(created.id);
  const upserted = upsert(
    { target: place.target, catalog: engine.catalog, collection: created },
    change.query,
    update,
  );
  return { matched: 0, modified: 0, upserted };
}

function changeOne(place: Place, found: Found, update: Update, filter: Filter) {
  const trace: MatchTrace = {};
  if (update.usesPosition) {
    filter.matches(found.source, trace);
  }
  const own = update.isShallow ? new Map(found.source) : found.fresh();
  const after = update.apply(own, { position: trace.position, isInsert: false });
  const kept = withIdOf(found.source, after);
  const bytes = encodeDocument(kept);
  const isModified = !bytes.equals(found.bytes);
  if (isModified) {
    replaceDocument(place, found.source, { source: kept, bytes });
  }
  return { after: kept, isModified };
}

/** A pipeline may have lost or moved the `_id`; it stays, and stays first. */
function withIdOf(before: Document, after: Document): Document {
  const id = before.get("_id");
  const now = after.get("_id");
  if (id === undefined || after.keys().next().value === "_id") {
    refuseOtherId(id, now);
    return after;
  }
  if (now !== undefined) {
    refuseOtherId(id, now);
  }
  return new Map([["_id", id], ...[...after].filter(([name]) => name !== "_id")]);
}

function refuseOtherId(id: Maybe, now: Maybe): void {
  if (!equalValues(id, now)) {
    throw immutableId();
  }
}

function upsert(place: Place, query: Document, update: Update): { id: Value; after: Document } {
  const start = upsertSource(query, { onlyId: update.isReplacement });
  const made = update.apply(start, { position: undefined, isInsert: true });
  const given = made.has("_id") ? made.get("_id") : start.get("_id");
  const id = given === undefined ? new ObjectId() : given;
  const source: Document = new Map([["_id", id], ...[...made].filter(([name]) => name !== "_id")]);
  const complete = withId({ source, bytes: encodeDocument(source) });
  insertDocument(place, complete.source, complete.bytes);
  return { id, after: complete.source };
}
