import { z } from "zod";
import { DocumentName } from "./documentName.ts";
import { DocumentRights } from "./documentRights.ts";

const input = z.strictObject({ name: DocumentName });

/** Socket.IO only: from here on this socket hears `document.changed` of this document. */
export const joinDocument = {
  name: "document.join",
  input,
  output: z.object({ rights: DocumentRights }),
} as const;

/** Socket.IO only. */
export const leaveDocument = { name: "document.leave", input } as const;

/** `document.changed`: something beside the text may look otherwise now. A hint, without content: ask again. */
export const DocumentHint = z.object({
  name: DocumentName,
  what: z.enum(["comments", "suggestions", "versions", "insights"]),
});
export type DocumentHint = z.infer<typeof DocumentHint>;

/** `document.left`: this socket no longer hears of the document; whoever may still read it joins again. */
export const DocumentLeft = z.object({ name: DocumentName });
