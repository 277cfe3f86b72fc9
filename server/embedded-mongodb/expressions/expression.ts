import type { Document, Maybe, Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";

export interface Scope {
  root: Document;
  /** What is known by a name besides the document at hand: from `let`. */
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

/** An operator with a fixed number of arguments, each evaluated before it. */
export const withArguments =
  (count: number, calculate: (...values: Maybe[]) => Maybe): Operator =>
  (argument, { name, variables, parse }) => {
    const given = Array.isArray(argument) ? argument : [argument];
    if (given.length !== count) {
      throw new CommandError(
        16020,
        `Expression ${name} takes exactly ${count} arguments. ${given.length} were passed in.`,
      );
    }
    const expressions = given.map((each) => parse(each, variables));
    return (scope) => calculate(...expressions.map((expression) => expression(scope)));
  };
