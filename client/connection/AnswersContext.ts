import { createContext, useContext } from "react";
import type { Answers } from "./answers.ts";

export const AnswersContext = createContext<Answers | undefined>(undefined);

export const useAnswers = (): Answers => {
  const answers = useContext(AnswersContext);
  if (!answers) {
    throw new Error("No answers around this component");
  }
  return answers;
};
