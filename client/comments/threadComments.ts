import type { BoardState } from "../../shared/boards/applyChange.ts";
import type { Comment } from "../../shared/comments/comment.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { OpenIdea } from "../boards/liveBoardState.ts";

type Aged = Pick<Comment, "createdAt" | "id">;

const byAge = (
  a: Aged | NonNullable<OpenIdea["frontier"]>,
  b: Aged | NonNullable<OpenIdea["frontier"]>,
) =>
  a.createdAt < b.createdAt
    ? -1
    : a.createdAt > b.createdAt
      ? 1
      : a.id < b.id
        ? -1
        : a.id > b.id
          ? 1
          : 0;

/** The comments on an idea, oldest first, up to where they are loaded; one's own always. */
export const commentsOn = (
  { records }: BoardState,
  ideaId: IdeaId,
  frontier: OpenIdea["frontier"],
  userId: string | undefined,
): Comment[] => {
  const comments: Comment[] = [];
  for (const record of records.values()) {
    if (record.type === "comment" && record.ideaId === ideaId) {
      const isLoaded = !frontier || byAge(record, frontier) <= 0;
      if (isLoaded || record.author.id === userId) {
        comments.push(record);
      }
    }
  }
  return comments.sort(byAge);
};

export interface Thread {
  readonly root: Comment;
  /** All that was said below it, by age: two levels are as many as a phone can show. */
  readonly answers: readonly { readonly comment: Comment; readonly to: Comment }[];
}

/** Comments with their answers. One whose parent is gone or hidden stands on its own. */
export const threadComments = (comments: readonly Comment[]): Thread[] => {
  const known = new Map(comments.map((comment) => [comment.id, comment]));
  const parentOf = ({ parentId }: Comment) =>
    parentId === undefined ? undefined : known.get(parentId);
  const rootOf = (comment: Comment): Comment => {
    let root = comment;
    for (let up = parentOf(root); up && up.id !== comment.id; up = parentOf(up)) {
      root = up;
    }
    return root;
  };
  const threads = new Map<Comment, { comment: Comment; to: Comment }[]>();
  for (const comment of comments) {
    const root = rootOf(comment);
    const answers = threads.get(root) ?? [];
    threads.set(root, answers);
    const to = parentOf(comment);
    if (root !== comment && to) {
      answers.push({ comment, to });
    }
  }
  return [...threads].map(([root, answers]) => ({ root, answers }));
};
