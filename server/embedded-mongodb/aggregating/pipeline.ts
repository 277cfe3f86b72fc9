import { isDocument, isTruthy, type Document, type Maybe, type Value } from "../bson/values.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { CommandError } from "../errors.ts";
import { filterFrom, type ExpressionTest } from "../matching/parseFilter.ts";
import { runQuery } from "../planning/runQuery.ts";
import type { Viewpoint } from "../planning/viewpoint.ts";
import { PAUSE, type Paused } from "../planning/paused.ts";
import { parseSort, type Sort } from "../sorting/sort.ts";
import type { Scope, Variables } from "../expressions/expression.ts";
import { parseExpression } from "../expressions/parseExpression.ts";
import { groupStage } from "./groupStage.ts";
import { lookupStage } from "./lookupStage.ts";
import {
  countStage,
  limitStage,
  matchStage,
  projectStage,
  replaceRootStage,
  replaceStage,
  setStage,
  skipStage,
  unsetStage,
} from "./simpleStages.ts";
import { sortStage } from "./sortStage.ts";
import type { Stage, StageContext, StageMaker } from "./stage.ts";
import { unwindStage } from "./unwindStage.ts";

const stages: Readonly<Record<string, StageMaker>> = {
  $match: matchStage,
  $project: projectStage,
  $set: setStage,
  $addFields: setStage,
  $unset: unsetStage,
  $group: groupStage,
  $sort: sortStage,
  $skip: skipStage,
  $limit: limitStage,
  $unwind: unwindStage,
  $lookup: lookupStage,
  $count: countStage,
  $replaceRoot: replaceRootStage,
  $replaceWith: replaceStage,
};

const updateStages = ["$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith"];

export interface PipelineWorld {
  viewpoint: Viewpoint;
  catalog: Catalog;
  database: string;
}

export interface Let {
  names: Variables;
  values: ReadonlyMap<string, Maybe>;
}

export const scopeMaker =
  (values: ReadonlyMap<string, Maybe>) =>
  (root: Document): Scope => ({ root, variables: values });

/** Compiles `$expr` with the variables that are known. */
export const expressionTest = ({ names, values }: Let): ExpressionTest => {
  const scopeOf = scopeMaker(values);
  return (source) => {
    const expression = parseExpression(source, names);
    return (root) => isTruthy(expression(scopeOf(root)));
  };
};

export function parseStages(sources: readonly Value[]): Document[] {
  return sources.map((source) => {
    if (!isDocument(source)) {
      throw new CommandError(
        "TypeMismatch",
        "Each element of the 'pipeline' array must be an object",
      );
    }
    if (source.size !== 1) {
      throw new CommandError(
        40323,
        "A pipeline stage specification object must contain exactly one field.",
      );
    }
    return source;
  });
}

function makeStage(source: Document, context: StageContext): Stage {
  const [name = "", argument = null] = [...source][0] ?? [];
  const make = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!make) {
    throw new CommandError("UnrecognizedStage", `Unrecognized pipeline stage name: '${name}'`);
  }
  return make(argument, context);
}

function contextOf(world: PipelineWorld | undefined, given: Let): StageContext {
  return {
    variables: given.names,
    values: given.values,
    expressions: expressionTest(given),
    scopeOf: scopeMaker(given.values),
    lookUp: (from, inner, values) => {
      if (!world) {
        throw new CommandError("InvalidOptions", "$lookup is not allowed here");
      }
      return runPipeline(world, from, inner, { names: new Set(values.keys()), values });
    },
    check: (inner, names) => {
      compile(parseStages(inner), contextOf(world, { names, values: given.values }));
    },
  };
}

const compile = (sources: readonly Document[], context: StageContext): Stage[] =>
  sources.map((source) => makeStage(source, context));

/** The part at the beginning that an index may serve. */
function leadingQuery(sources: readonly Document[], expressions: ExpressionTest) {
  const rest = [...sources];
  let filter = filterFrom(undefined);
  const match = rest[0]?.get("$match");
  if (isDocument(match)) {
    filter = filterFrom(match, expressions);
    rest.shift();
  }
  let sort: Sort | undefined;
  let limit = 0;
  const order = rest[0]?.get("$sort");
  if (isDocument(order) && order.size > 0) {
    sort = parseSort(order);
    rest.shift();
    const most = rest[0]?.get("$limit");
    if (typeof most === "number" && most > 0) {
      limit = most;
    }
  }
  return { filter, sort, limit, rest };
}

export function runPipeline(
  world: PipelineWorld,
  name: string,
  sources: readonly Document[],
  given: Let,
  hint?: Value,
): Paused<Document> {
  const parsed = parseStages(sources);
  const context = contextOf(world, given);
  // Also the stages that an index will do are checked as stages.
  compile(parsed, context);
  const { filter, sort, limit, rest } = leadingQuery(parsed, context.expressions);
  const collection = world.catalog.find(world.database, name);
  const found = runQuery(world.viewpoint, { collection, filter, sort, limit, hint });
  return compile(rest, context).reduce((source, stage) => stage(source), documents(found));
}

function* documents(found: ReturnType<typeof runQuery>): Paused<Document> {
  for (const each of found) {
    yield each === PAUSE ? PAUSE : each.source;
  }
}

/** An update made of stages, for one document at a time. */
export function pipelineUpdate(
  sources: readonly Value[],
  given: Let,
): (source: Document) => Document {
  const parsed = parseStages(sources);
  for (const source of parsed) {
    const name = source.keys().next().value ?? "";
    if (Object.hasOwn(stages, name) && !updateStages.includes(name)) {
      throw new CommandError(
        "InvalidOptions",
        `${name} is not allowed to be used within an update`,
      );
    }
  }
  const compiled = compile(parsed, contextOf(undefined, given));
  return (source) => {
    for (const made of compiled.reduce((before, stage) => stage(before), one(source))) {
      if (made !== PAUSE) {
        return made;
      }
    }
    return source;
  };
}

function* one(source: Document): Paused<Document> {
  yield source;
}
