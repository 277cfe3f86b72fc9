import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { badValue, failedToParse, CommandError } from "../errors.ts";
import { leafOperators, type Leaf } from "./leafOperators.ts";
import { reachesSome, type MatchTrace } from "./reach.ts";

type Matches = (source: Document, trace?: MatchTrace) => boolean;

/** One of the demands that must all hold, in the form in which an index may serve it. */
export interface Condition {
  path: string;
  operator: string;
  operand: Value;
}

export interface Filter {
  matches: Matches;
  conditions: readonly Condition[];
  /** Whether the conditions are all that the filter demands. */
  isCovered: boolean;
}

/** Compiles `$expr`; handed in, for filters are also used where no expression may be. */
export type ExpressionTest = (expression: Value) => (source: Document) => boolean;

export function parseFilter(source: Document, expressions?: ExpressionTest): Filter {
  const conditions: Condition[] = [];
  const matches = conjunction(source, { expressions, conditions });
  return { matches, conditions, isCovered: isPlain(source) && conditions.length >= source.size };
}

/** No logic, and at most one operator a field. */
const isPlain = (source: Document): boolean =>
  [...source].every(
    ([name, operand]) => !name.startsWith("$") && !(isDocument(operand) && operand.size > 1),
  );

interface Context {
  expressions: ExpressionTest | undefined;
  /** Where conditions are gathered; absent below `$or` and the like, where they need not hold. */
  conditions: Condition[] | undefined;
}

function conjunction(source: Document, context: Context): Matches {
  const tests: Matches[] = [];
  for (const [name, operand] of source) {
    tests.push(
      ...(name.startsWith("$") ? [logical(name, operand, context)] : field(name, operand, context)),
    );
  }
  return allOf(tests);
}

function allOf(tests: Matches[]): Matches {
  const [first, second] = tests;
  if (!first) {
    return () => true;
  }
  if (!second) {
    return first;
  }
  return (source, trace) => tests.every((test) => test(source, trace));
}

function logical(name: string, operand: Value, context: Context): Matches {
  switch (name) {
    case "$and":
      return allOf(branches(name, operand).map((branch) => conjunction(branch, context)));
    case "$or": {
      const tests = branchTests(name, operand, context);
      return (source, trace) => tests.some((test) => test(source, trace));
    }
    case "$nor": {
      const tests = branchTests(name, operand, context);
      return (source) => !tests.some((test) => test(source));
    }
    case "$expr": {
      if (!context.expressions) {
        throw new CommandError("BadValue", "$expr is not allowed in this context");
      }
      return context.expressions(operand);
    }
    case "$comment":
      return () => true;
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

const branchTests = (name: string, operand: Value, context: Context): Matches[] =>
  branches(name, operand).map((branch) =>
    conjunction(branch, { ...context, conditions: undefined }),
  );

function branches(name: string, operand: Value): Document[] {
  if (!isArray(operand)) {
    throw badValue(`${name} must be an array`);
  }
  if (operand.length === 0) {
    throw badValue(`${name} argument must be a non-empty array`);
  }
  return operand.map((branch) => {
    if (!isDocument(branch)) {
      throw badValue(`${name} argument's entries must be objects`);
    }
    return branch;
  });
}

const startsWithOperator = (operand: Document): boolean =>
  operand.keys().next().value?.startsWith("$") === true;

const isReference = (operand: Document): boolean => operand.has("$ref") || operand.has("$id");

function field(path: string, operand: Value, context: Context): Matches[] {
  const isOperators = isDocument(operand) && startsWithOperator(operand) && !isReference(operand);
  return isOperators
    ? Array.from(operand, ([name, argument]) => fieldOperator(path, name, argument, context))
    : [fieldOperator(path, "$eq", operand, context)];
}

function fieldOperator(path: string, name: string, argument: Value, context: Context): Matches {
  if (name === "$not") {
    return negation(path, argument, context);
  }
  const make = Object.hasOwn(leafOperators, name) ? leafOperators[name] : undefined;
  if (!make) {
    throw badValue(`unknown operator: ${name}`);
  }
  context.conditions?.push({ path, operator: name, operand: argument });
  return reaching(path, make(argument));
}

function reaching(path: string, { test, expand, negated }: Leaf): Matches {
  const reach = { parts: path.split("."), expand, test };
  return negated
    ? (source) => !reachesSome(source, reach)
    : (source, trace) => reachesSome(source, reach, trace);
}

function negation(path: string, argument: Value, context: Context): Matches {
  if (!isDocument(argument)) {
    throw badValue("$not needs a document");
  }
  if (argument.size === 0) {
    throw badValue("$not cannot be empty");
  }
  if (!startsWithOperator(argument)) {
    throw badValue(`unknown operator: ${String(argument.keys().next().value)}`);
  }
  const inner = allOf(
    field(path, argument, { expressions: context.expressions, conditions: undefined }),
  );
  return (source) => !inner(source);
}

/** A filter as a command gives it: a document, or nothing for everything. */
export function filterFrom(source: Value | undefined, expressions?: ExpressionTest): Filter {
  if (source !== undefined && !isDocument(source)) {
    throw failedToParse("a filter must be an object");
  }
  return parseFilter(source ?? new Map(), expressions);
}
