import { EJSON } from "bson";
import type { Document } from "mongodb";
import type { Question, Saying } from "./compare.ts";

type Difference = {
  what: string;
  /** Whose answer is MongoDB's. */
  right: "embedded" | "reference";
  applies: (meeting: {
    question: Question;
    documents: Document[];
    own: Saying;
    other: Saying;
  }) => boolean;
};

const code = (saying: Saying): number | undefined =>
  "refusal" in saying ? saying.refusal : undefined;

const stages = (question: Question): string[] =>
  question.kind === "aggregate" ? question.pipeline.flatMap((stage) => Object.keys(stage)) : [];

const uses = (question: Question, ...names: string[]): boolean =>
  names.some((name) => EJSON.stringify(question).includes(`"${name}":`));

const isExclusion = (stage: Document | undefined): boolean =>
  stage !== undefined &&
  ("$unset" in stage || Object.values(stage["$project"] ?? {}).some((value) => value === 0));

/** What the two are known to differ in. The reference is DocumentDB, not MongoDB itself. */
export const differences: readonly Difference[] = [
  {
    what: "the reference finds conflicting updates only where a document matches",
    right: "embedded",
    applies: ({ own }) => code(own) === 40,
  },
  {
    what: "the reference takes a path through a value for an error of $unset, and makes empty documents on the way",
    right: "embedded",
    applies: ({ question }) => question.kind === "update" && uses(question, "$unset"),
  },
  {
    what: "the reference sorts an empty array as null, MongoDB below it",
    right: "embedded",
    applies: ({ question, documents, own }) =>
      // Also one that an update before this question has put there.
      (EJSON.stringify(documents).includes("[]") ||
        ("result" in own && own.result.includes(":[]"))) &&
      (question.kind === "find" || stages(question).includes("$sort")),
  },
  {
    what: "the reference sorts an array that lies at a position of another as if nothing were there",
    right: "embedded",
    applies: ({ question, documents }) =>
      /"[^"]*\.\d+":\{?"?(?:\$numberInt":")?-?1/.test(EJSON.stringify(question)) &&
      // A bracket behind another or behind a comma: an array that lies in an array.
      /[[,]\[/.test(EJSON.stringify(documents)),
  },
  {
    what: "the reference merges neighbouring projections into one",
    right: "embedded",
    applies: ({ question }) =>
      question.kind === "aggregate" &&
      question.pipeline.some(
        (stage, index) => "$set" in stage && question.pipeline.slice(0, index).some(isExclusion),
      ),
  },
  {
    what: "the reference counts a replacement by the same as a modification",
    right: "embedded",
    applies: ({ question }) =>
      question.kind === "update" &&
      !Object.keys(question.update).some((key) => key.startsWith("$")),
  },
  {
    what: "the reference adds to truth values as to numbers",
    right: "embedded",
    applies: ({ own, other }) => code(own) === 14 && "result" in other,
  },
  {
    what: "indexes are made on this engine only, so that it alone refuses parallel arrays",
    right: "embedded",
    applies: ({ own }) => code(own) === 171,
  },
];
