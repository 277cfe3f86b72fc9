import type { Document, Maybe, Value } from "../bson/values.ts";
import type { ExpressionTest } from "../matching/parseFilter.ts";
import { PAUSE, type Paused } from "../planning/paused.ts";
import type { Scope, Variables } from "../expressions/expression.ts";

/** Documents in, documents out; a pause is handed on as it comes. */
export type Stage = (source: Paused<Document>) => Paused<Document>;

/** What a stage may need of the world around it. */
export interface StageContext {
  variables: Variables;
  values: ReadonlyMap<string, Maybe>;
  expressions: ExpressionTest;
  scopeOf: (root: Document) => Scope;
  /** Runs stages on another collection of the same database, with more variables known. */
  lookUp: (
    from: string,
    stages: readonly Document[],
    variables: ReadonlyMap<string, Maybe>,
  ) => Paused<Document>;
  /** The stages below `$lookup` and the like, checked though not yet run. */
  check: (stages: readonly Document[], variables: Variables) => void;
}

export type StageMaker = (argument: Value, context: StageContext) => Stage;

/** A stage that makes at most one document of each. */
export const perDocument = (change: (source: Document) => Document | undefined): Stage =>
  function* (source) {
    for (const each of source) {
      if (each === PAUSE) {
        yield PAUSE;
      } else {
        const changed = change(each);
        if (changed) {
          yield changed;
        }
      }
    }
  };

/** What stages that hold on to documents may take, as in MongoDB. */
export const MAX_HELD_BYTES = 100 * 1024 * 1024;
