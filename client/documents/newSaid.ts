import type { DocumentReply, DocumentThread } from "../../shared/documents/documentComment.ts";

/** What was shown of a document's comments, and whether more stood behind it. */
export interface Said {
  threads: readonly DocumentThread[];
  hasMore: boolean;
}

const commentsOf = (threads: readonly DocumentThread[]): (DocumentReply | DocumentThread)[] =>
  threads.flatMap((thread) => [thread, ...thread.replies]);

/** What others than `userId` have said since: not what was read on to, nor what was opened again. */
export const newSaid = (
  before: Said,
  threads: readonly DocumentThread[],
  userId: string | undefined,
): (DocumentReply | DocumentThread)[] => {
  const begun = new Set(before.threads.map(({ id }) => id));
  const known = commentsOf(before.threads);
  const ids = new Set(known.map(({ id }) => id));
  const last = Math.max(0, ...known.map(({ createdAt }) => Date.parse(createdAt)));
  // Threads come in the order in which they were begun: behind an end that was not the last stand old ones.
  return commentsOf(threads.filter(({ id }) => !before.hasMore || begun.has(id))).filter(
    ({ id, author, createdAt }) =>
      !ids.has(id) && author.id !== userId && Date.parse(createdAt) > last,
  );
};
