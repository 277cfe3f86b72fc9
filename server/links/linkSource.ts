import { documentSubject, type DocumentName } from "../../shared/documents/documentName.ts";
import { IdeaId, PageId } from "../../shared/protocol/ids.ts";

/** What links to pages: a document, a page as it was last approved, or the official answer that is in force on an idea. */
export type LinkSource = DocumentName | ApprovedSource | ResponseSource;
type ApprovedSource = `${typeof APPROVED}${PageId}`;
type ResponseSource = `${typeof RESPONSE}${IdeaId}`;

const APPROVED = "approved:";
const RESPONSE = "response:";

export const linksOfApproved = (pageId: PageId): LinkSource => `${APPROVED}${pageId}`;

export const linksOfResponse = (ideaId: IdeaId): LinkSource => `${RESPONSE}${ideaId}`;

const isApproved = (source: LinkSource): source is ApprovedSource => source.startsWith(APPROVED);

const isResponse = (source: LinkSource): source is ResponseSource => source.startsWith(RESPONSE);

/** What a source is: a page, live or as it was approved, an idea's text, or the answer to an idea. */
export const subjectOfLinks = (source: LinkSource) => {
  if (isApproved(source)) {
    return { type: "approved" as const, id: PageId.parse(source.slice(APPROVED.length)) };
  }
  return isResponse(source)
    ? { type: "response" as const, id: IdeaId.parse(source.slice(RESPONSE.length)) }
    : documentSubject(source);
};

const ADDRESS = /\/w\/([0-7][0-9a-hjkmnp-tv-z]{25})(?![0-9a-z])/g;

/** The pages whose addresses a text names, each once. */
export const pagesNamedIn = (text: string): PageId[] => [
  ...new Set([...text.matchAll(ADDRESS)].map(([, id]) => PageId.parse(id))),
];
