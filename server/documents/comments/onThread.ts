import type { DocumentThread } from "../../../shared/documents/documentComment.ts";
import type { Kind } from "../../database/kind.ts";
import type { Outcome } from "../../dispatch/outcome.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import { documentChanged, type OnDocumentRun } from "../onDocument.ts";
import type { StoredDocumentComment } from "./documentCommentModel.ts";
import type { DocumentCommentRepo } from "./documentCommentRepo.ts";
import { presentThread } from "./presentThread.ts";

export interface ThreadDeps {
  readonly documentComments: Kind<StoredDocumentComment>;
  readonly documentCommentRepo: DocumentCommentRepo;
}

/** The comment, if it is there; otherwise `comment_not_found`. */
export const findComment = async (
  { documentComments }: ThreadDeps,
  { work }: OnDocumentRun,
  commentId: string,
): Promise<StoredDocumentComment> => {
  const comment = await work.find(documentComments, commentId);
  if (!comment || comment.removed) {
    throw new Refusal("comment_not_found");
  }
  return comment;
};

/** A thread as whoever changed something in it sees it now. */
const threadOf = async (
  { documentComments, documentCommentRepo }: ThreadDeps,
  { work, user }: OnDocumentRun,
  changed: StoredDocumentComment,
): Promise<DocumentThread> => {
  const root = changed.threadId ? await work.find(documentComments, changed.threadId) : changed;
  if (!root) {
    throw new Refusal("comment_not_found");
  }
  const stored = await documentCommentRepo.repliesTo([root._id]);
  const others = stored.filter(({ _id }) => _id !== changed._id);
  const replies = changed.threadId ? [...others, changed] : others;
  return presentThread(
    root,
    replies.toSorted((a, b) => (a._id < b._id ? -1 : 1)),
    user.id,
  );
};

export const threadChanged = async (
  deps: ThreadDeps,
  on: OnDocumentRun,
  changed: StoredDocumentComment,
): Promise<Outcome<{ thread: DocumentThread }>> =>
  documentChanged(on.name, "comments", { thread: await threadOf(deps, on, changed) });

export const threadUnchanged = async (
  deps: ThreadDeps,
  on: OnDocumentRun,
  comment: StoredDocumentComment,
): Promise<Outcome<{ thread: DocumentThread }>> => ({
  value: { thread: await threadOf(deps, on, comment) },
});
