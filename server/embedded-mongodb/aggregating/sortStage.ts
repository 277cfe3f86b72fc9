import { isDocument } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { sorted } from "../sorting/sorted.ts";
import { parseSort } from "../sorting/sort.ts";
import { encodeDocument } from "../bson/encode.ts";
import type { StageMaker } from "./stage.ts";

export const sortStage: StageMaker = (argument) => {
  if (!isDocument(argument)) {
    throw new CommandError(15973, "the $sort key specification must be an object");
  }
  if (argument.size === 0) {
    throw new CommandError(15976, "$sort stage must have at least one sort key");
  }
  const { compare } = parseSort(argument);
  return (source) =>
    sorted(source, { compare, sizeOf: (each) => encodeDocument(each).length, limit: undefined });
};
