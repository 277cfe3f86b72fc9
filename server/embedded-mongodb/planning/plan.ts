import { isDocument, isNumeric, toNumber, type Value } from "../bson/values.ts";
import { equalValues } from "../bson/compare.ts";
import type { Collection, Index, IndexField } from "../catalog/collection.ts";
import { badValue } from "../errors.ts";
import type { Condition, Filter } from "../matching/parseFilter.ts";
import type { Sort } from "../sorting/sort.ts";
import { treePrefix } from "../storage/keyspace.ts";
import { prefixRange, type KeyRange } from "../storage/reader.ts";
import { fieldBounds, keyRange, pointPrefixes } from "./fieldBounds.ts";

/** Where to look, in which order. */
export interface Plan {
  /** `undefined`: in the documents themselves, which lie in the order of `_id`. */
  index: Index | undefined;
  ranges: readonly KeyRange[];
  /** Each range begins with the one key that can be in it. */
  arePoints: boolean;
  reverse: boolean;
  /** Found in the order asked for; otherwise what is found has still to be sorted. */
  isSorted: boolean;
  /** Whatever lies in the ranges satisfies the filter. */
  isExact: boolean;
  /** One document may lie in the ranges more than once. */
  mayRepeat: boolean;
}

export interface PlanRequest {
  collection: Collection;
  filter: Filter;
  sort?: Sort | undefined;
  hint?: Value | undefined;
  /** The last commit that the reader sees: an index completed after it is no use. */
  readsAt: number;
}

/** Beyond it, a product of `$in` lists is no longer spelled out. */
const MAX_RANGES = 20_000;

/** More than any index comes to. */
const ID_SCORE = 1_000;

const idField: IndexField = { path: "_id", parts: ["_id"], direction: 1 };

interface Candidate {
  plan: Plan;
  score: number;
}

export function choosePlan(request: PlanRequest): Plan {
  const { collection, hint } = request;
  const hinted = hint === undefined ? undefined : resolveHint(request, hint);
  if (hinted) {
    return {
      ...candidate(request, hinted.index).plan,
      ...(hinted.reverse && { reverse: true, isSorted: false }),
    };
  }
  let best = candidate(request, undefined);
  // With their `_id`s given there is nothing better.
  for (const index of best.score < ID_SCORE ? collection.indexes : []) {
    if (isUsable(index, request)) {
      const other = candidate(request, index);
      if (other.score > best.score) {
        best = other;
      }
    }
  }
  return best.plan;
}

function resolveHint(
  { collection, readsAt }: PlanRequest,
  hint: Value,
): { index: Index | undefined; reverse: boolean } | undefined {
  if (isDocument(hint) && hint.has("$natural")) {
    const direction = hint.get("$natural");
    return { index: undefined, reverse: isNumeric(direction) && toNumber(direction) < 0 };
  }
  if (isDocument(hint) && hint.size === 0) {
    return undefined;
  }
  if (hint === "_id_" || (isDocument(hint) && hint.size === 1 && hint.has("_id"))) {
    return { index: undefined, reverse: false };
  }
  const index = collection.indexes.find(
    ({ name, specification }) =>
      name === hint || (isDocument(hint) && equalValues(specification.get("key"), hint)),
  );
  if (index?.readyAt === undefined || index.readyAt > readsAt) {
    throw badValue(
      "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index",
    );
  }
  return { index, reverse: false };
}

function isUsable(index: Index, { filter, readsAt }: PlanRequest): boolean {
  if (index.readyAt === undefined || index.readyAt > readsAt) {
    return false;
  }
  if (index.sparse && !index.fields.some(({ path }) => demandsExistence(filter.conditions, path))) {
    return false;
  }
  return (
    !index.partial ||
    implies(filter.conditions, index.partial.filter.conditions, index.partial.filter.isCovered)
  );
}

const demandsExistence = (conditions: readonly Condition[], path: string): boolean => {
  const bounds = fieldBounds(conditions, path, { isMultikey: true });
  return bounds?.kind === "range" || (bounds?.values.every((value) => value !== null) ?? false);
};

/** Whether everything that satisfies `conditions` is sure to satisfy those of a partial index too. */
function implies(
  conditions: readonly Condition[],
  demanded: readonly Condition[],
  isCovered: boolean,
): boolean {
  return (
    isCovered &&
    demanded.every(({ path, operator, operand }) =>
      conditions.some(
        (condition) =>
          condition.path === path &&
          ((condition.operator === operator && equalValues(condition.operand, operand)) ||
            (operator === "$exists" &&
              condition.operator === "$eq" &&
              condition.operand !== null &&
              operand === true)),
      ),
    )
  );
}

function candidate(request: PlanRequest, index: Index | undefined): Candidate {
  const { collection, filter, sort } = request;
  const fields = index?.fields ?? [idField];
  const multikey = index?.multikey ?? new Set<string>();
  let prefixes = [treePrefix(index?.tree ?? collection.tree)];
  let ranges: KeyRange[] | undefined;
  const fixed = new Set<string>();
  let used = 0;
  let boundArrays = 0;
  let score = 0;
  let covered = 0;
  for (const { path, direction } of fields) {
    const isMultikey = multikey.has(path);
    const bounds = fieldBounds(filter.conditions, path, { isMultikey });
    // Two paths through one array need not be satisfied by the same element, but an entry holds one element's values.
    if (!bounds || (isMultikey && boundArrays > 0)) {
      break;
    }
    boundArrays += isMultikey ? 1 : 0;
    covered += 1;
    if (bounds.kind === "range") {
      ranges = prefixes.map((prefix) => keyRange(prefix, bounds, direction));
      score += 5;
      break;
    }
    if (prefixes.length * bounds.values.length > MAX_RANGES) {
      covered -= 1;
      break;
    }
    prefixes = prefixes.flatMap((prefix) => pointPrefixes(prefix, bounds.values, direction));
    score += index ? 10 : ID_SCORE;
    used += 1;
    if (bounds.values.length === 1) {
      fixed.add(path);
    }
  }
  const arePoints = !ranges && used === fields.length && (index?.unique ?? true);
  ranges ??= prefixes.map(prefixRange);
  ranges.sort((left, right) => Buffer.compare(left.low, right.low));
  const order =
    sort && ranges.length <= 1
      ? sortedBy(sort, { fields, used, fixed, multikey, isUnique: index?.unique ?? true })
      : undefined;
  score += order && score < ID_SCORE ? 4 : 0;
  score += index?.partial && score > 0 ? 1 : 0;
  return {
    score,
    plan: {
      index,
      ranges,
      arePoints,
      reverse: order === "backward",
      isSorted: order !== undefined || sort === undefined || sort.fields.length === 0,
      isExact: isExact(filter, covered, multikey),
      mayRepeat: multikey.size > 0,
    },
  };
}

/** Each condition is one of the bounds, and each entry tells of the whole document. */
const isExact = (filter: Filter, covered: number, multikey: ReadonlySet<string>): boolean =>
  filter.isCovered &&
  multikey.size === 0 &&
  filter.conditions.length === covered &&
  filter.conditions.every(
    ({ operator, operand }) => ["$eq", "$in"].includes(operator) && !isDocument(operand),
  );

function sortedBy(
  sort: Sort,
  index: {
    fields: readonly IndexField[];
    used: number;
    fixed: ReadonlySet<string>;
    multikey: ReadonlySet<string>;
    isUnique: boolean;
  },
): "forward" | "backward" | undefined {
  // Entries of an index that is not unique go on with the document's _id.
  const rest = [...index.fields.slice(index.used), ...(index.isUnique ? [] : [idField])];
  let direction: number | undefined;
  for (const { path, direction: wanted } of sort.fields) {
    if (index.fixed.has(path) && !index.multikey.has(path)) {
      continue;
    }
    const field = rest.shift();
    if (field?.path !== path || index.multikey.has(path)) {
      return undefined;
    }
    direction ??= wanted * field.direction;
    if (direction !== wanted * field.direction) {
      return undefined;
    }
  }
  return direction === -1 ? "backward" : "forward";
}
