import { BSONRegExp } from "bson";
import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { badValue, failedToParse, CommandError } from "../errors.ts";
import { leafOperators, plainLeaf, type Leaf } from "./leafOperators.ts";
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
  /** Within `$elemMatch` a value is one element, not gone into although it may be an array. */
  isElement?: true;
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
  if (!isDocument(operand) || !startsWithOperator(operand) || isReference(operand)) {
    if (!(operand instanceof BSONRegExp)) {
      context.conditions?.push({ path, operator: "$eq", operand });
    }
    return [reaching(path, plainLeaf(operand), context)];
  }
  const tests: Matches[] = [];
  for (const [name, argument] of operand) {
    if (name === "$options") {
      if (!operand.has("$regex")) {
        throw badValue("$options needs a $regex");
      }
      continue;
    }
    tests.push(fieldOperator(path, name, argument, operand, context));
  }
  return tests;
}

function fieldOperator(
  path: string,
  name: string,
  argument: Value,
  siblings: Document,
  context: Context,
): Matches {
  switch (name) {
    case "$not":
      return negation(path, argument, context);
    case "$elemMatch":
      return reaching(path, { expand: false, test: elementMatch(argument, context) }, context);
    case "$all":
      return all(path, argument, context);
    default:
  }
  const make = Object.hasOwn(leafOperators, name) ? leafOperators[name] : undefined;
  if (!make) {
    throw badValue(`unknown operator: ${name}`);
  }
  context.conditions?.push({ path, operator: name, operand: argument });
  return reaching(path, make(argument, siblings), context);
}

function reaching(path: string, { test, expand, negated }: Leaf, context: Context): Matches {
  const reach = { parts: path.split("."), expand: expand && !context.isElement, test };
  return negated
    ? (source) => !reachesSome(source, reach)
    : (source, trace) => reachesSome(source, reach, trace);
}

function negation(path: string, argument: Value, context: Context): Matches {
  if (argument instanceof BSONRegExp) {
    const inner = reaching(path, plainLeaf(argument), context);
    return (source) => !inner(source);
  }
  if (!isDocument(argument)) {
    throw badValue("$not needs a regex or a document");
  }
  if (argument.size === 0) {
    throw badValue("$not cannot be empty");
  }
  if (!startsWithOperator(argument)) {
    throw badValue(`unknown operator: ${String(argument.keys().next().value)}`);
  }
  const inner = allOf(field(path, argument, { ...context, conditions: undefined }));
  return (source) => !inner(source);
}

/** The field's name within a document made of one element, so that operators can be asked of it. */
const ELEMENT = "element";

function elementMatch(argument: Value, context: Context): Leaf["test"] {
  if (!isDocument(argument)) {
    throw badValue("$elemMatch needs an Object");
  }
  const inner: Context = { expressions: context.expressions, conditions: undefined };
  const first = argument.keys().next().value;
  const isOfValues =
    first?.startsWith("$") === true && !["$and", "$or", "$nor", "$expr"].includes(first);
  if (isOfValues) {
    const matches = allOf(elementField(argument, inner));
    return (value) =>
      isArray(value) && value.some((element) => matches(new Map([[ELEMENT, element]])));
  }
  const matches = conjunction(argument, inner);
  return (value) =>
    isArray(value) &&
    value.some((element) =>
      isDocument(element)
        ? matches(element)
        : // An array inside counts as a document with its positions as names.
          isArray(element) && matches(new Map(element.map((each, at) => [String(at), each]))),
    );
}

const elementField = (argument: Document, context: Context): Matches[] =>
  field(ELEMENT, argument, { ...context, isElement: true });

function all(path: string, argument: Value, context: Context): Matches {
  if (!isArray(argument)) {
    throw badValue("$all needs an array");
  }
  if (argument.length === 0) {
    return () => false;
  }
  return allOf(
    argument.flatMap((member) => {
      if (isDocument(member) && startsWithOperator(member)) {
        if (member.keys().next().value !== "$elemMatch") {
          throw badValue("no $ expressions in $all");
        }
        return field(path, member, context);
      }
      return field(path, member, { ...context, conditions: undefined });
    }),
  );
}

/** A filter as a command gives it: a document, or nothing for everything. */
export function filterFrom(source: Value | undefined, expressions?: ExpressionTest): Filter {
  if (source !== undefined && !isDocument(source)) {
    throw failedToParse("a filter must be an object");
  }
  return parseFilter(source ?? new Map(), expressions);
}
