import { z } from "zod";
import { IdeaId, PageId } from "../protocol/ids.ts";

/** What has a shared document: a wiki page, and the description of an idea. */
export type DocumentSubject = { type: "page"; id: PageId } | { type: "idea"; id: IdeaId };

/** `page:<id>` or `idea:<id>`: also the last part of the address that its editors connect to. */
export const DocumentName = z
  .templateLiteral([
    z.enum(["page", "idea"]),
    ":",
    z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/),
  ])
  .brand<"DocumentName">();
export type DocumentName = z.infer<typeof DocumentName>;

export const documentName = ({ type, id }: DocumentSubject): DocumentName =>
  DocumentName.parse(`${type}:${id}`);

export const documentSubject = (name: DocumentName): DocumentSubject => {
  const id = name.slice(name.indexOf(":") + 1);
  return name.startsWith("page:")
    ? { type: "page", id: PageId.parse(id) }
    : { type: "idea", id: IdeaId.parse(id) };
};
