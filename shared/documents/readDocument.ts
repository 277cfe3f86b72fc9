import { z } from "zod";
import { VersionId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { DocumentName } from "./documentName.ts";
import { DocumentRights } from "./documentRights.ts";
import { DocumentTreeValue } from "./documentTreeValue.ts";

export const readDocument = defineQuery({
  name: "document.read",
  http: { method: "get", path: "/documents/:name" },
  input: z.strictObject({ name: DocumentName }),
  output: z.object({
    tree: DocumentTreeValue,
    /** What one may do with the live document; absent: one is shown an approved version only. */
    rights: DocumentRights.optional(),
    /** The approved version that is shown instead of what is being written. */
    versionId: VersionId.optional(),
  }),
  refusals: ["document_not_found"],
  summary: "The text of a page or an idea, as it is now, or as it was approved.",
});
