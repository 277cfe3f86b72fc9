import { documentSubject, type DocumentName } from "../../shared/documents/documentName.ts";
import { IdeaId, PageId } from "../../shared/protocol/ids.ts";

/** What links to pages: a document, or the official answer that is in force on an idea. */
export type LinkSource = DocumentName | `${typeof RESPONSE}${IdeaId}`;

const RESPONSE = "response:";

export const linksOfResponse = (ideaId: IdeaId): LinkSource => `${RESPONSE}${ideaId}`;

const isResponse = (source: LinkSource): source is Exclude<LinkSource, DocumentName> =>
  source.startsWith(RESPONSE);

/** What a source is: a page, an idea's text, or the answer to an idea. */
export const subjectOfLinks = (source: LinkSource) =>
  isResponse(source)
    ? { type: "response" as const, id: IdeaId.parse(source.slice(RESPONSE.length)) }
    : documentSubject(source);

const ADDRESS = /\/w\/([0-7][0-9a-hjkmnp-tv-z]{25})(?![0-9a-z])/g;

/** The pages whose addresses a text names, each once. */
export const pagesNamedIn = (text: string): PageId[] => [
  ...new Set([...text.matchAll(ADDRESS)].map(([, id]) => PageId.parse(id))),
];
