import type { OwnVote } from "../../shared/boards/boardChange.ts";

/** What is to be told once the command has committed, beside the records that changed. */
export type AfterCommit =
  | { readonly what: "ownVote"; readonly userId: string; readonly vote: OwnVote }
  /** Their rights changed: whatever they have open is closed, and they are asked again. */
  | { readonly what: "rights"; readonly of: { readonly user: string } }
  | { readonly what: "rights"; readonly of: { readonly board: string } }
  | { readonly what: "rights"; readonly of: { readonly community: string } }
  | { readonly what: "rights"; readonly of: { readonly login: string } };
