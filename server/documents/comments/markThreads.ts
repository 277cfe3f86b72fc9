import {
  reactToDocumentComment,
  reopenDocumentComment,
  resolveDocumentComment,
  unreactToDocumentComment,
} from "../../../shared/documents/documentComments.ts";
import { includesRights } from "../../../shared/documents/documentRights.ts";
import { UserId } from "../../../shared/protocol/ids.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { OnDocument, OnDocumentRun } from "../onDocument.ts";
import type { StoredDocumentComment } from "./documentCommentModel.ts";
import { findComment, threadChanged, threadUnchanged, type ThreadDeps } from "./onThread.ts";

interface MarkThreadsDeps extends ThreadDeps {
  readonly onDocument: OnDocument;
}

const findRoot = async (
  { documentComments }: ThreadDeps,
  { work, user, rights }: OnDocumentRun,
  commentId: string,
): Promise<StoredDocumentComment> => {
  const root = await work.find(documentComments, commentId);
  if (!root || root.threadId) {
    throw new Refusal("comment_not_found");
  }
  if (root.author.id !== user.id && !includesRights(rights, "edit")) {
    throw new Refusal("forbidden");
  }
  return root;
};

export const resolveDocumentCommentHandler = (deps: MarkThreadsDeps) =>
  deps.onDocument(resolveDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    rights: "comment",
    run: async ({ commentId }, on) => {
      const root = await findRoot(deps, on, commentId);
      if (root.resolved) {
        return threadUnchanged(deps, on, root);
      }
      const resolved = { by: on.user, at: on.work.now };
      return threadChanged(deps, on, on.work.put(deps.documentComments, { ...root, resolved }));
    },
  });

export const reopenDocumentCommentHandler = (deps: MarkThreadsDeps) =>
  deps.onDocument(reopenDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    rights: "comment",
    run: async ({ commentId }, on) => {
      const root = await findRoot(deps, on, commentId);
      if (!root.resolved) {
        return threadUnchanged(deps, on, root);
      }
      const { resolved: _, ...open } = root;
      return threadChanged(deps, on, on.work.put(deps.documentComments, open));
    },
  });

export const reactToDocumentCommentHandler = (deps: MarkThreadsDeps) =>
  deps.onDocument(reactToDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    rights: "comment",
    run: async ({ commentId, reaction }, on) => {
      const comment = await findComment(deps, on, commentId);
      const userId = UserId.parse(on.user.id);
      const { reactions } = comment;
      if (reactions.some((one) => one.userId === userId && one.reaction === reaction)) {
        return threadUnchanged(deps, on, comment);
      }
      const more = [...reactions, { userId, reaction }];
      const reacted = on.work.put(deps.documentComments, { ...comment, reactions: more });
      return threadChanged(deps, on, reacted);
    },
  });

export const unreactToDocumentCommentHandler = (deps: MarkThreadsDeps) =>
  deps.onDocument(unreactToDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    rights: "comment",
    run: async ({ commentId, reaction }, on) => {
      const comment = await findComment(deps, on, commentId);
      const less = comment.reactions.filter(
        (one) => one.userId !== on.user.id || one.reaction !== reaction,
      );
      if (less.length === comment.reactions.length) {
        return threadUnchanged(deps, on, comment);
      }
      const calmer = on.work.put(deps.documentComments, { ...comment, reactions: less });
      return threadChanged(deps, on, calmer);
    },
  });
