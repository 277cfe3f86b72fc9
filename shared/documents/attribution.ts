import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";
import { DocumentName } from "./documentName.ts";

export const AttributedBlock = z.object({
  /** The node's name, such as `heading`. */
  type: z.string(),
  /** The names of the nodes around it, the outermost first, such as `bulletList`, `listItem`. */
  within: z.array(z.string()),
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
