import type { Document, Maybe, Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";

export interface Scope {
  root: Document;
  /** The document at hand, which `$$CURRENT` names; `$map` and its like add their own. */
  variables: ReadonlyMap<string, Maybe>;
}

/** A compiled expression; `undefined` where it gives nothing. */
export type Expression = (scope: Scope) => Maybe;

/** What expressions are read with: the names of the variables that are known at this place. */
export type Variables = ReadonlySet<string>;

export type Parse = (source: Value, variables: Variables) => Expression;

/** Reads the arguments of one operator. */
export type Operator = (
  argument: Value,
  context: { name: string; variables: Variables; parse: Parse },
) => Expression;

export const withVariable = (scope: Scope, name: string, value: Maybe): Scope => ({
  root: scope.root,
  variables: new Map(scope.variables).set(name, value),
});

export const isNullish = (value: Maybe): value is null | undefined =>
  value === null || value === undefined;

/** An operator with a fixed number of arguments, each evaluated before it. */
export const withArguments =
  (least: number, most: number, calculate: (...values: Maybe[]) => Maybe): Operator =>
  (argument, { name, variables, parse }) => {
    const given = Array.isArray(argument) ? argument : [argument];
    if (given.length < least || given.length > most) {
      throw new CommandError(
        16020,
        `Expression ${name} takes ${least === most ? `exactly ${least}` : `${least} to ${most}`} arguments. ${given.length} were passed in.`,
      );
    }
    const expressions = given.map((each) => parse(each, variables));
    return (scope) => calculate(...expressions.map((expression) => expression(scope)));
  };

/** An operator that works on a list of any length. */
export const withList =
  (calculate: (values: Maybe[]) => Maybe): Operator =>
  (argument, { variables, parse }) => {
    const expressions = (Array.isArray(argument) ? argument : [argument]).map((each) =>
      parse(each, variables),
    );
    return (scope) => calculate(expressions.map((expression) => expression(scope)));
  };
