import { z } from "zod";
import { DocumentCommentId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import {
  DocumentAnchor,
  DocumentCommentText,
  DocumentThread,
  Mentions,
  Reaction,
} from "./documentComment.ts";
import { DocumentName } from "./documentName.ts";

const one = z.strictObject({ commentId: DocumentCommentId });

export const addDocumentComment = defineCommand({
  name: "documentComment.add",
  http: { method: "post", path: "/documents/:name/comments" },
  input: z.strictObject({
    name: DocumentName,
    text: DocumentCommentText,
    mentions: Mentions.default([]),
    /** Of a new thread about a stretch of text. */
    anchor: DocumentAnchor.optional(),
    /** To answer in a thread; an anchor is then left out of account. */
    threadId: DocumentCommentId.optional(),
  }),
  output: z.object({ thread: DocumentThread }),
  refusals: [
    "login_required",
    "document_not_found",
    "comment_not_found",
    "member_not_found",
    "forbidden",
    "thread_full",
  ],
  summary: "Comments on a stretch of a document, on all of it, or in a thread.",
});

export const editDocumentComment = defineCommand({
  name: "documentComment.edit",
  http: { method: "patch", path: "/document-comments/:commentId" },
  input: one.extend({ text: DocumentCommentText, mentions: Mentions.optional() }),
  output: z.object({ thread: DocumentThread }),
  refusals: ["login_required", "comment_not_found", "member_not_found", "forbidden"],
  summary: "Changes one's own comment on a document.",
});

export const removeDocumentComment = defineCommand({
  name: "documentComment.remove",
  http: { method: "delete", path: "/document-comments/:commentId" },
  input: one,
  output: Nothing,
  refusals: ["login_required", "comment_not_found", "forbidden"],
  summary: "Removes a comment on a document. For its author and moderators.",
});

const about = {
  output: z.object({ thread: DocumentThread }),
  refusals: ["login_required", "comment_not_found", "forbidden"],
  retry: "natural",
} as const;

export const resolveDocumentComment = defineCommand({
  ...about,
  name: "documentComment.resolve",
  http: { method: "put", path: "/document-comments/:commentId/resolved" },
  input: one,
  summary: "Says of a thread that it is done. For who began it and those who may edit.",
});

export const reopenDocumentComment = defineCommand({
  ...about,
  name: "documentComment.reopen",
  http: { method: "delete", path: "/document-comments/:commentId/resolved" },
  input: one,
  summary: "Opens a thread again that was done.",
});

export const reactToDocumentComment = defineCommand({
  ...about,
  name: "documentComment.react",
  http: { method: "put", path: "/document-comments/:commentId/reactions/:reaction" },
  input: one.extend({ reaction: Reaction }),
  summary: "Adds one's reaction to a comment on a document.",
});

export const unreactToDocumentComment = defineCommand({
  ...about,
  name: "documentComment.unreact",
  http: { method: "delete", path: "/document-comments/:commentId/reactions/:reaction" },
  input: one.extend({ reaction: Reaction }),
  summary: "Takes one's reaction to a comment on a document back.",
});

export const listDocumentComments = defineQuery({
  name: "documentComment.list",
  http: { method: "get", path: "/documents/:name/comments" },
  input: z.strictObject({
    name: DocumentName,
    state: z.enum(["open", "resolved", "all"]).default("open"),
    after: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.object({ threads: z.array(DocumentThread), next: Cursor.optional() }),
  refusals: ["document_not_found"],
  summary: "The threads of comments on a document, the first begun first.",
});
