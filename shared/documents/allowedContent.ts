import { z } from "zod";
import {
  documentContent,
  documentMarks,
  documentNodes,
  type DocumentMarkName,
  type DocumentNodeName,
} from "./documentSchema.ts";

const isNodeName = (name: string): name is DocumentNodeName => Object.hasOwn(documentNodes, name);
const isMarkName = (name: string): name is DocumentMarkName => Object.hasOwn(documentMarks, name);

interface Allowed {
  readonly content: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, z.ZodType>;
  readonly isPlain: boolean;
}

const allowedIn: ReadonlyMap<string, Allowed> = new Map(
  Object.entries(documentNodes).map(([name, rule]) => [
    name,
    {
      content: new Set<string>(rule.content),
      attributes: new Map<string, z.ZodType>(Object.entries(rule.attributes)),
      isPlain: "isPlain" in rule,
    },
  ]),
);
const allowedInRoot: ReadonlySet<string> = new Set(documentContent);
const markSchemas: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries(documentMarks).map(([name, attributes]) => [name, z.strictObject(attributes)]),
);

/** The node of this name, if there is one. */
export const nodeNamed = (name: string): DocumentNodeName | undefined =>
  isNodeName(name) ? name : undefined;

export const markNamed = (name: string): DocumentMarkName | undefined =>
  isMarkName(name) ? name : undefined;

/** Whether a node may stand in another, or, where that is `undefined`, in the root. */
export const mayHold = (parent: string | undefined, child: string): boolean =>
  parent === undefined
    ? allowedInRoot.has(child)
    : (allowedIn.get(parent)?.content.has(child) ?? false);

export const isAttribute = (node: string, key: string, value: unknown): boolean =>
  allowedIn.get(node)?.attributes.get(key)?.safeParse(value).success ?? false;

/** Whether text in this node may begin or end such a mark. */
export const isMark = (node: string, key: string, value: unknown): boolean => {
  const schema = markSchemas.get(key);
  return (
    schema !== undefined &&
    allowedIn.get(node)?.isPlain === false &&
    (value === null || schema.safeParse(value).success)
  );
};

const MARK_ORDER: readonly string[] = Object.keys(documentMarks);

/** Marks of the same text mean the same in whatever order they were put. */
export const inMarkOrder = <Mark extends { readonly type: DocumentMarkName }>(
  marks: readonly Mark[],
): readonly Mark[] =>
  marks.length < 2
    ? marks
    : marks.toSorted((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
