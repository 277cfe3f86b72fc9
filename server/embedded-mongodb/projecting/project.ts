import type { Scope, Variables } from "../expressions/expression.ts";
import { parseExpression } from "../expressions/parseExpression.ts";
import {
  isArray,
  isDocument,
  isNumeric,
  isTruthy,
  type Document,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { badValue, CommandError } from "../errors.ts";
import { withField } from "./setField.ts";

export type Projection = (scope: Scope) => Document;

/** Names to keep or to leave out, with what is kept of what lies below. */
type Tree = Map<string, Tree | "whole">;

interface Parts {
  kept: string[];
  left: string[];
  computed: { path: string; value: (scope: Scope) => Maybe }[];
  id: boolean | undefined;
}

/** Reads a projection of find or `$project`. */
export function parseProjection(source: Document, variables: Variables): Projection {
  const parts: Parts = { kept: [], left: [], computed: [], id: undefined };
  for (const [path, value] of source) {
    gather(path, value, { parts, variables });
  }
  const includes =
    parts.kept.length > 0 ||
    parts.computed.length > 0 ||
    (parts.id === true && parts.left.length === 0);
  if (parts.left.length > 0 && includes) {
    const [path] = parts.left;
    throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  const base = includes ? inclusion(parts) : exclusion(parts);
  const set = parts.computed.map(({ path, value }) => ({
    parts: path.split("."),
    value,
  }));
  return (scope) => {
    let projected = base(scope.root);
    for (const { parts: at, value } of set) {
      const made = value(scope);
      if (made !== undefined) {
        projected = withField(projected, at, made);
      }
    }
    return projected;
  };
}

function inclusion({ kept, id }: Parts): (source: Document) => Document {
  const tree = treeOf(id === false ? kept : ["_id", ...kept]);
  return (source) => keep(source, tree);
}

function exclusion({ left, id }: Parts): (source: Document) => Document {
  const tree = treeOf(id === false ? ["_id", ...left] : left);
  return (source) => leaveOut(source, tree);
}

interface Gathering {
  parts: Parts;
  variables: Variables;
}

function gather(path: string, value: Value, context: Gathering): void {
  const { parts, variables } = context;
  refuseOddPath(path);
  if (isNumeric(value) || typeof value === "boolean") {
    if (path === "_id") {
      parts.id = isTruthy(value);
    } else {
      (isTruthy(value) ? parts.kept : parts.left).push(path);
    }
    return;
  }
  const operator = isDocument(value) ? value.keys().next().value : undefined;
  if (!isDocument(value) || operator?.startsWith("$")) {
    const expression = parseExpression(value, variables);
    parts.computed.push({ path, value: expression });
    if (path === "_id") {
      parts.id = false;
    }
    return;
  }
  if (value.size === 0) {
    throw new CommandError(
      51270,
      "An empty sub-projection is not a valid value. Found empty object at path",
    );
  }
  for (const [name, inner] of value) {
    gather(`${path}.${name}`, inner, context);
  }
}

function refuseOddPath(path: string): void {
  const names = path.split(".");
  if (names.includes("")) {
    throw new CommandError(40352, "FieldPath cannot be constructed with an empty field name");
  }
  if (names.at(-1) === "$") {
    throw badValue("positional projection is not supported by this engine");
  }
  if (names.some((name) => name.startsWith("$"))) {
    throw new CommandError(16410, "FieldPath field names may not start with '$'.");
  }
}

function treeOf(paths: readonly string[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    const parts = path.split(".");
    let level = tree;
    parts.forEach((part, index) => {
      const below = level.get(part);
      if (below === "whole" || (below && index === parts.length - 1)) {
        throw new CommandError(31249, `Path collision at ${path}`);
      }
      if (index === parts.length - 1) {
        level.set(part, "whole");
      } else {
        const next: Tree = below ?? new Map();
        level.set(part, next);
        level = next;
      }
    });
  }
  return tree;
}

function keep(source: Document, tree: Tree): Document {
  const kept: Document = new Map();
  for (const [name, value] of source) {
    const below = tree.get(name);
    const inner = below === "whole" ? value : below ? keepBelow(value, below) : undefined;
    if (inner !== undefined) {
      kept.set(name, inner);
    }
  }
  return kept;
}

function keepBelow(value: Value, tree: Tree): Maybe {
  if (isDocument(value)) {
    return keep(value, tree);
  }
  return isArray(value) ? value.flatMap((element) => wrapped(keepBelow(element, tree))) : undefined;
}

const wrapped = (value: Maybe): Value[] => (value === undefined ? [] : [value]);

function leaveOut(source: Document, tree: Tree): Document {
  const rest: Document = new Map();
  for (const [name, value] of source) {
    const below = tree.get(name);
    if (below !== "whole") {
      rest.set(name, below ? leaveOutBelow(value, below) : value);
    }
  }
  return rest;
}

function leaveOutBelow(value: Value, tree: Tree): Value {
  if (isDocument(value)) {
    return leaveOut(value, tree);
  }
  return isArray(value) ? value.map((element) => leaveOutBelow(element, tree)) : value;
}
