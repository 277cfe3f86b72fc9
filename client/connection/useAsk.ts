import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { InputOf, Query, ValueOf } from "../../shared/protocol/operation.ts";
import type { Failure } from "./clientReply.ts";
import { readValue } from "./readReply.ts";
import { useAnswers } from "./AnswersContext.ts";

interface Asked<Value> {
  value: Value | undefined;
  /** Why the newest try failed; an older value may stand beside it. */
  failure: Failure | undefined;
  askAgain: () => Promise<void>;
}

const nothing = () => undefined;
const idle = () => nothing;

/** What a query answers, asked when it is first looked at and again on coming back. */
export const useAsk = <Q extends Query>(
  query: Q,
  input: InputOf<Q>,
  { isWanted = true }: { isWanted?: boolean } = {},
): Asked<ValueOf<Q>> => {
  const answers = useAnswers();
  const key = JSON.stringify(input);
  // The same input in other braces is the same question.
  // oxlint-disable-next-line react/exhaustive-deps
  const question = useMemo(() => answers.find(query, input), [answers, query, key]);
  const watch = useCallback(
    (listener: () => void) => answers.watch(question, listener),
    [answers, question],
  );
  const answer = useSyncExternalStore(isWanted ? watch : idle, () => question.answer);
  const value = useMemo(
    () => readValue<Q["output"]>(query.output, { ok: true, value: answer.value }),
    [query, answer.value],
  );
  return {
    value: value.ok ? value.value : undefined,
    failure: answer.failure,
    askAgain: question.ask,
  };
};
