import { isArray, isDocument, type Document } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { PAUSE } from "../planning/paused.ts";
import { withField } from "../projecting/setField.ts";
import { valueAt } from "../updating/location.ts";
import type { StageMaker } from "./stage.ts";

export const unwindStage: StageMaker = (argument) => {
  const options: Document = isDocument(argument) ? argument : new Map([["path", argument]]);
  const path = options.get("path");
  const position = options.get("includeArrayIndex");
  const keepsEmpty = options.get("preserveNullAndEmptyArrays") ?? false;
  for (const name of options.keys()) {
    if (!["path", "includeArrayIndex", "preserveNullAndEmptyArrays"].includes(name)) {
      throw new CommandError(28811, `unrecognized option to $unwind stage: ${name}`);
    }
  }
  if (typeof path !== "string" || !path.startsWith("$") || path.startsWith("$$")) {
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  }
  if (
    position !== undefined &&
    (typeof position !== "string" || position === "" || position.startsWith("$"))
  ) {
    throw new CommandError(28810, "expected a non-empty string for the includeArrayIndex option");
  }
  if (typeof keepsEmpty !== "boolean") {
    throw new CommandError(28809, "expected a boolean for the preserveNullAndEmptyArrays option");
  }
  const parts = path.slice(1).split(".");
  const numbered = (made: Document, index: number | null): Document =>
    position === undefined ? made : withField(made, position.split("."), index);
  return function* (source) {
    for (const each of source) {
      if (each === PAUSE) {
        yield PAUSE;
        continue;
      }
      const value = valueAt(each, parts);
      if (isArray(value) && value.length > 0) {
        for (const [index, element] of value.entries()) {
          yield numbered(withField(each, parts, element), index);
        }
      } else if (value !== undefined && value !== null && !isArray(value)) {
        yield numbered(each, null);
      } else if (keepsEmpty) {
        yield numbered(isArray(value) ? withField(each, parts, undefined) : each, null);
      }
    }
  };
};
