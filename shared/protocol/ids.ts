import { z } from "zod";

/** A ULID in lower case: 26 characters, its first ten the time, so that ids sort by age. */
const ulid = z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/);

export const UserId = ulid.describe("Id of a user").brand<"UserId">();
export type UserId = z.infer<typeof UserId>;
export const CommunityId = ulid.describe("Id of a community").brand<"CommunityId">();
export type CommunityId = z.infer<typeof CommunityId>;
export const BoardId = ulid.describe("Id of a board").brand<"BoardId">();
export type BoardId = z.infer<typeof BoardId>;
export const IdeaId = ulid.describe("Id of an idea").brand<"IdeaId">();
export type IdeaId = z.infer<typeof IdeaId>;
export const CommentId = ulid.describe("Id of a comment").brand<"CommentId">();
export type CommentId = z.infer<typeof CommentId>;
export const ResponseId = ulid.describe("Id of an official response").brand<"ResponseId">();
export type ResponseId = z.infer<typeof ResponseId>;
export const PageId = ulid.describe("Id of a wiki page").brand<"PageId">();
export type PageId = z.infer<typeof PageId>;
export const VersionId = ulid.describe("Id of a version of a document").brand<"VersionId">();
export type VersionId = z.infer<typeof VersionId>;
export const DocumentCommentId = ulid
  .describe("Id of a comment on a document")
  .brand<"DocumentCommentId">();
export type DocumentCommentId = z.infer<typeof DocumentCommentId>;
export const SuggestionId = ulid.describe("Id of a suggestion").brand<"SuggestionId">();
export type SuggestionId = z.infer<typeof SuggestionId>;
