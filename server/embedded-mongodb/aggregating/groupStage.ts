import { add } from "../bson/arithmetic.ts";
import { orderedKey } from "../bson/orderedKey.ts";
import { isDocument, isNumeric, type Document, type Numeric, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { PAUSE } from "../planning/paused.ts";
import type { Scope } from "../expressions/expression.ts";
import { parseExpression } from "../expressions/parseExpression.ts";
import { MAX_HELD_BYTES, type StageMaker } from "./stage.ts";

export const groupStage: StageMaker = (argument, { variables, scopeOf }) => {
  if (!isDocument(argument)) {
    throw new CommandError(15947, "a group's fields must be specified in an object");
  }
  const idSource = argument.get("_id");
  if (idSource === undefined) {
    throw new CommandError(15955, "a group specification must include an _id");
  }
  const expression = parseExpression(idSource, variables);
  const onlyName = onlyField(idSource);
  const id = (scope: Scope): Value => {
    const made = expression(scope) ?? null;
    // A field that is alone in its group's _id is null where it is missing; among others it is left out.
    return onlyName !== undefined && isDocument(made) && made.size === 0
      ? new Map([[onlyName, null]])
      : made;
  };
  const fields = [...argument]
    .filter(([name]) => name !== "_id")
    .map(([name, value]) => {
      const operator =
        isDocument(value) && value.size === 1 ? value.keys().next().value : undefined;
      if (!isDocument(value) || operator === undefined) {
        throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
      }
      if (name.includes(".")) {
        throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
      }
      if (operator !== "$sum" && operator !== "$count") {
        throw new CommandError(15952, `unknown group operator '${operator}'`);
      }
      const operand = value.get(operator) ?? null;
      if (operator === "$count" && (!isDocument(operand) || operand.size > 0)) {
        throw new CommandError("TypeMismatch", "$count takes no arguments, i.e. $count:{}");
      }
      return { name, value: parseExpression(operator === "$count" ? 1 : operand, variables) };
    });
  return function* (source) {
    const groups = new Map<string, { id: Value; sums: Numeric[] }>();
    let held = 0;
    for (const each of source) {
      if (each === PAUSE) {
        yield PAUSE;
        continue;
      }
      const scope = scopeOf(each);
      const key = id(scope);
      const name = orderedKey(key).toString("latin1");
      let group = groups.get(name);
      if (!group) {
        group = { id: key, sums: fields.map(() => 0) };
        groups.set(name, group);
        held += name.length + 200;
      }
      for (const [index, field] of fields.entries()) {
        const value = field.value(scope);
        if (isNumeric(value)) {
          group.sums[index] = add(group.sums[index] ?? 0, value);
        }
      }
      if (held > MAX_HELD_BYTES) {
        throw new CommandError("ExceededMemoryLimit", "Exceeded memory limit for $group");
      }
    }
    for (const group of groups.values()) {
      const made: Document = new Map([["_id", group.id]]);
      fields.forEach(({ name }, index) => made.set(name, group.sums[index] ?? 0));
      yield made;
    }
  };
};

function onlyField(source: Value): string | undefined {
  const name = isDocument(source) && source.size === 1 ? source.keys().next().value : undefined;
  return name?.startsWith("$") ? undefined : name;
}
