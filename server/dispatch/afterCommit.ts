import type { OwnVote } from "../../shared/boards/boardChange.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentHint } from "../../shared/documents/joinDocument.ts";

/** Whose rights changed: whatever they have open is closed, and they are asked again. */
export interface RightsChanged {
  readonly what: "rights";
  readonly of:
    | { readonly user: string }
    | { readonly board: string }
    | { readonly community: string }
    | { readonly login: string }
    | { readonly documents: DocumentName[] };
}

/** Tells it; `socketId` is of the window that did it. */
export type Tell = (after: AfterCommit, by: { readonly socketId?: string }) => void;

/** What is to be told once the command has committed, beside the records that changed. */
export type AfterCommit =
  | { readonly what: "ownVote"; readonly userId: string; readonly vote: OwnVote }
  | { readonly what: "wiki"; readonly communityId: string }
  | { readonly what: "document"; readonly hint: DocumentHint }
  | RightsChanged;
