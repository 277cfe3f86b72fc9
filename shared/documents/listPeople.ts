import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { NAME_MAX, Person } from "../protocol/person.ts";
import { line } from "../protocol/text.ts";
import { DocumentName } from "./documentName.ts";

export const listDocumentPeople = defineQuery({
  name: "document.people",
  http: { method: "get", path: "/documents/:name/people" },
  input: z.strictObject({ name: DocumentName, text: line(NAME_MAX, 0).default("") }),
  output: z.object({ people: z.array(Person) }),
  refusals: ["document_not_found"],
  summary: "Whom one can mention in a document: staff and who took part in it; 20 at most.",
});
