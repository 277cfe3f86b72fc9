import { isArray, isDocument, toInteger, type Document, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { PAUSE } from "../planning/paused.ts";
import { parseProjection } from "../projecting/project.ts";
import { withField } from "../projecting/setField.ts";
import { parseExpression } from "../expressions/parseExpression.ts";
import { perDocument, type StageMaker } from "./stage.ts";

export const matchStage: StageMaker = (argument, { expressions }) => {
  if (!isDocument(argument)) {
    throw new CommandError(15959, "the match filter must be an expression in an object");
  }
  const { matches } = filterFrom(argument, expressions);
  return perDocument((source) => (matches(source) ? source : undefined));
};

export const projectStage: StageMaker = (argument, { variables, scopeOf }) => {
  if (!isDocument(argument)) {
    throw new CommandError(15969, "$project specification must be an object");
  }
  if (argument.size === 0) {
    throw new CommandError(
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  }
  const project = parseProjection(argument, variables);
  return perDocument((source) => project(scopeOf(source)));
};

/** `{a: {b: 1}}` in `$set` means the path `a.b`, not a document to put under `a`. */
function* flattened(source: Document, prefix = ""): Generator<[string, Value]> {
  for (const [name, value] of source) {
    const path = `${prefix}${name}`;
    if (path.split(".").some((part) => part === "" || part.startsWith("$"))) {
      throw new CommandError(16410, "FieldPath field names may not start with '$' or be empty.");
    }
    if (isDocument(value) && value.size > 0 && !value.keys().next().value?.startsWith("$")) {
      yield* flattened(value, `${path}.`);
    } else {
      yield [path, value];
    }
  }
}

export const setStage: StageMaker = (argument, { variables, scopeOf }) => {
  if (!isDocument(argument)) {
    throw new CommandError(40272, "$set specification stage must be an object");
  }
  const fields = Array.from(flattened(argument), ([path, value]) => ({
    parts: path.split("."),
    value: parseExpression(value, variables),
  }));
  return perDocument((source) => {
    const scope = scopeOf(source);
    let changed = source;
    for (const { parts, value } of fields) {
      changed = withField(changed, parts, value(scope));
    }
    return changed;
  });
};

export const unsetStage: StageMaker = (argument, { variables, scopeOf }) => {
  const paths = isArray(argument) ? argument : [argument];
  if (paths.length === 0 || !paths.every((path) => typeof path === "string")) {
    throw new CommandError(31002, "$unset specification must be a string or an array of strings");
  }
  const project = parseProjection(new Map(paths.map((path) => [path, 0])), variables);
  return perDocument((source) => project(scopeOf(source)));
};

export const replaceStage: StageMaker = (argument, { variables, scopeOf }) => {
  const expression = parseExpression(argument, variables);
  return perDocument((source) => {
    const made = expression(scopeOf(source));
    if (!isDocument(made)) {
      throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
    }
    return made;
  });
};

export const replaceRootStage: StageMaker = (argument, context) => {
  const newRoot = isDocument(argument) ? argument.get("newRoot") : undefined;
  if (!isDocument(argument) || newRoot === undefined || argument.size !== 1) {
    throw new CommandError(40231, "$replaceRoot needs newRoot and nothing else");
  }
  return replaceStage(newRoot, context);
};

export const limitStage: StageMaker = (argument) => {
  const limit = toInteger(argument);
  if (limit === undefined || limit <= 0) {
    throw new CommandError(15958, "the limit must be positive");
  }
  return function* (source) {
    let count = 0;
    for (const each of source) {
      yield each;
      if (each !== PAUSE) {
        count += 1;
        if (count >= limit) {
          return;
        }
      }
    }
  };
};

export const skipStage: StageMaker = (argument) => {
  const skip = toInteger(argument);
  if (skip === undefined || skip < 0) {
    throw new CommandError(
      5107200,
      "invalid argument to $skip stage: Expected a non-negative number",
    );
  }
  return function* (source) {
    let left = skip;
    for (const each of source) {
      if (each === PAUSE || left === 0) {
        yield each;
      } else {
        left -= 1;
      }
    }
  };
};

export const countStage: StageMaker = (argument) => {
  if (typeof argument !== "string" || argument === "" || /[$.\0]/.test(argument)) {
    throw new CommandError(40156, "the count field must be a non-empty string without '$' and '.'");
  }
  return function* (source) {
    let count = 0;
    for (const each of source) {
      if (each === PAUSE) {
        yield PAUSE;
      } else {
        count += 1;
      }
    }
    if (count > 0) {
      yield new Map([[argument, count]]);
    }
  };
};
