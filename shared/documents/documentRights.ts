import { z } from "zod";

/** What someone may do with a document, each including those before it. */
export const DocumentRights = z.enum(["read", "comment", "suggest", "edit"]);
export type DocumentRights = z.infer<typeof DocumentRights>;

export const includesRights = (has: DocumentRights, wanted: DocumentRights): boolean =>
  DocumentRights.options.indexOf(has) >= DocumentRights.options.indexOf(wanted);
