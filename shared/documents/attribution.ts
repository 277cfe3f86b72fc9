import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";
import { DocumentName } from "./documentName.ts";

/** Which of its siblings a node is, from 0, and what it needs beside its name to be shown as what it is. */
export const NodePlace = z.object({
  at: z.int().nonnegative(),
  level: z.int().optional(),
  start: z.int().optional(),
  checked: z.boolean().optional(),
  colspan: z.int().optional(),
  rowspan: z.int().optional(),
});
export type NodePlace = z.infer<typeof NodePlace>;

export const AttributedBlock = z.object({
  /** The node's name, such as `heading`. */
  type: z.string(),
  /** The names of the nodes around it, the outermost first, such as `bulletList`, `listItem`. */
  within: z.array(z.string()),
  /** Of each node around it, and the last its own: so that tables and lists can be put together again. */
  places: z.array(NodePlace),
  /** None where it stands in a table and is empty. */
  runs: z.array(
    z.object({
      text: z.string(),
      /** Absent: it was there from the beginning, or nobody knows any more. */
      by: Person.optional(),
    }),
  ),
});
export type AttributedBlock = z.infer<typeof AttributedBlock>;

export const getAttribution = defineQuery({
  name: "document.attribution",
  http: { method: "get", path: "/documents/:name/attribution" },
  input: z.strictObject({ name: DocumentName }),
  output: z.object({ blocks: z.array(AttributedBlock) }),
  refusals: ["document_not_found"],
  summary: "Who wrote what of a document, by stretches of text.",
});
