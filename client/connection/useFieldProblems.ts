import { useTranslation } from "../language/useTranslation.ts";
import type { Failure } from "./clientReply.ts";
import { isToldAtFields, problemOf } from "./fieldProblem.ts";

/** For a form: the words for each field's problem, and what is left to say for the form as a whole. */
export const useFieldProblems = (failure: Failure | undefined, fields: readonly string[]) => {
  const { t } = useTranslation();
  return {
    problem: (field: string): string | undefined => {
      const problem = problemOf(failure, field);
      return problem && t(`fieldProblem.${problem}`);
    },
    rest: failure && isToldAtFields(failure, fields) ? undefined : failure,
  };
};
