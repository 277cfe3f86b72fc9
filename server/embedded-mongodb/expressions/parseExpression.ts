import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";
import { CommandError, failedToParse } from "../errors.ts";
import type { Expression, Variables } from "./expression.ts";
import { operators } from "./operators.ts";

export const NO_VARIABLES: Variables = new Set();

export function parseExpression(source: Value, variables: Variables): Expression {
  if (typeof source === "string" && source.startsWith("$")) {
    return source.startsWith("$$") ? variable(source, variables) : fieldPath(source.slice(1));
  }
  if (isArray(source)) {
    const members = source.map((member) => parseExpression(member, variables));
    return (scope) => members.map((member) => member(scope) ?? null);
  }
  if (!isDocument(source)) {
    return () => source;
  }
  const first = source.keys().next().value;
  if (first?.startsWith("$")) {
    return operatorExpression(first, source, variables);
  }
  return objectExpression(source, variables);
}

function operatorExpression(name: string, source: Document, variables: Variables): Expression {
  if (source.size !== 1) {
    throw new CommandError(
      15983,
      "an object representing an expression must have exactly one field",
    );
  }
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) {
    throw new CommandError("InvalidPipelineOperator", `Unrecognized expression '${name}'`);
  }
  return operator(source.get(name) ?? null, { name, variables, parse: parseExpression });
}

function objectExpression(source: Document, variables: Variables): Expression {
  const fields = Array.from(source, ([name, value]): [string, Expression] => {
    if (name.includes(".")) {
      throw new CommandError(
        16405,
        `dotted field names are only allowed at the top level: ${name}`,
      );
    }
    return [name, parseExpression(value, variables)];
  });
  return (scope) => {
    const made: Document = new Map();
    for (const [name, expression] of fields) {
      const value = expression(scope);
      if (value !== undefined) {
        made.set(name, value);
      }
    }
    return made;
  };
}

export function fieldPath(path: string): Expression {
  const parts = path.split(".");
  if (parts.includes("")) {
    throw new CommandError(15998, "FieldPath field names may not be empty strings.");
  }
  if (parts.some((part) => part.startsWith("$"))) {
    throw new CommandError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return ({ root }) => root.get(only);
  }
  return ({ root }) => along(root, parts, 0);
}

/** Unlike a filter, an expression takes from an array what its documents hold, never a position. */
function along(value: Maybe, parts: readonly string[], index: number): Maybe {
  const part = parts[index];
  if (part === undefined) {
    return value;
  }
  if (isDocument(value)) {
    return along(value.get(part), parts, index + 1);
  }
  if (isArray(value)) {
    return value.flatMap((element) => {
      const found = isDocument(element) ? along(element, parts, index) : undefined;
      return found === undefined ? [] : [found];
    });
  }
  return undefined;
}

function variable(source: string, variables: Variables): Expression {
  const [name = "", ...parts] = source.slice(2).split(".");
  if (name === "ROOT" || name === "CURRENT") {
    return parts.length === 0 ? ({ root }) => root : fieldPath(parts.join("."));
  }
  if (name === "NOW") {
    return ({ variables: values }) => values.get("NOW") ?? new Date();
  }
  if (name === "REMOVE") {
    return () => undefined;
  }
  if (!variables.has(name)) {
    if (name === "") {
      throw failedToParse("empty variable names are not allowed");
    }
    throw new CommandError(17276, `Use of undefined variable: ${name}`);
  }
  return ({ variables: values }) => along(values.get(name), parts, 0);
}

/** Variables that a command brings along in `let`. */
export function parseLet(source: Document | undefined): {
  names: Variables;
  values: ReadonlyMap<string, Maybe>;
} {
  const values = new Map<string, Maybe>([["NOW", new Date()]]);
  const names = new Set<string>();
  for (const [name, value] of source ?? []) {
    if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) {
      throw failedToParse(`'${name}' starts with an invalid character for a user variable name`);
    }
    values.set(name, parseExpression(value, NO_VARIABLES)({ root: new Map(), variables: values }));
    names.add(name);
  }
  return { names, values };
}
