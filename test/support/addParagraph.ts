import type { Documents } from "../../server/documents/documents.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person } from "../../shared/protocol/person.ts";

/** Puts a paragraph at the end of a document in somebody's name; resolves once that is in the journal. */
export const addParagraph = async (
  documents: Documents,
  { name, by, words }: { name: DocumentName; by: Person; words: string },
): Promise<void> => {
  const text = { type: "text", text: words, marks: [] } as const;
  const paragraph = { type: "paragraph", attributes: {}, content: [text] } as const;
  const tree = await documents.readTree(name);
  await documents.replace(name, by, { tree: [...tree, paragraph] });
};
