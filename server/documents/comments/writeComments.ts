import {
  addDocumentComment,
  editDocumentComment,
  removeDocumentComment,
} from "../../../shared/documents/documentComments.ts";
import { ANSWERS_MAX } from "../../../shared/documents/documentComment.ts";
import { DocumentCommentId, type UserId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";
import type { NewId } from "../../database/newId.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import { audienceOf } from "../../rights/standing.ts";
import { documentChanged, type OnDocument, type OnDocumentRun } from "../onDocument.ts";
import type { DocumentPeople } from "../people.ts";
import { findComment, threadChanged, type ThreadDeps } from "./onThread.ts";

interface WriteCommentsDeps extends ThreadDeps {
  readonly onDocument: OnDocument;
  readonly newId: NewId;
  readonly documentPeople: DocumentPeople;
}

/** Under their names; `member_not_found` if somebody of them can't be mentioned here. */
const mentioned = async (
  people: DocumentPeople,
  on: OnDocumentRun,
  ids: readonly UserId[],
): Promise<readonly Person[]> => {
  if (ids.length === 0) {
    return [];
  }
  const all = await people(on);
  return ids.map((id) => {
    const person = all.find((one) => one.id === id);
    if (!person) {
      throw new Refusal("member_not_found");
    }
    return person;
  });
};

export const addDocumentCommentHandler = (deps: WriteCommentsDeps) =>
  deps.onDocument(addDocumentComment, {
    name: ({ name }) => name,
    missing: "document_not_found",
    rights: "comment",
    run: async ({ name, text, mentions, anchor, threadId }, on) => {
      const { user, work } = on;
      const thread = threadId && (await work.find(deps.documentComments, threadId));
      if (threadId && (!thread || thread.name !== name || thread.threadId)) {
        throw new Refusal("comment_not_found");
      }
      if (threadId && (await deps.documentCommentRepo.countReplies(threadId)) >= ANSWERS_MAX) {
        throw new Refusal("thread_full");
      }
      const comment = work.put(deps.documentComments, {
        _id: deps.newId(DocumentCommentId, work.now),
        name,
        ...(threadId ? { threadId } : anchor && { anchor }),
        author: user,
        text,
        mentions: await mentioned(deps.documentPeople, on, mentions),
        reactions: [],
        createdAt: work.now,
        removed: false,
      });
      return threadChanged(deps, on, comment);
    },
  });

export const editDocumentCommentHandler = (deps: WriteCommentsDeps) =>
  deps.onDocument(editDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    rights: "comment",
    run: async ({ commentId, text, mentions }, on) => {
      const { user, work } = on;
      const comment = await findComment(deps, on, commentId);
      if (comment.author.id !== user.id) {
        throw new Refusal("forbidden");
      }
      const edited = work.put(deps.documentComments, {
        ...comment,
        text,
        ...(mentions && { mentions: await mentioned(deps.documentPeople, on, mentions) }),
        editedAt: work.now,
      });
      return threadChanged(deps, on, edited);
    },
  });

export const removeDocumentCommentHandler = (deps: WriteCommentsDeps) =>
  deps.onDocument(removeDocumentComment, {
    name: ({ commentId }) => deps.documentCommentRepo.nameOf(commentId),
    missing: "comment_not_found",
    run: async ({ commentId }, on) => {
      const { user, work, name, standing } = on;
      const comment = await findComment(deps, on, commentId);
      if (comment.author.id !== user.id && audienceOf(standing) !== "staff") {
        throw new Refusal("forbidden");
      }
      const gone = { text: "", mentions: [], reactions: [], removed: true };
      work.put(deps.documentComments, { ...comment, ...gone });
      return documentChanged(name, "comments", {});
    },
  });
