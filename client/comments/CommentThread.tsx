import { useState } from "react";
import type { Board } from "../../shared/boards/board.ts";
import type { Comment } from "../../shared/comments/comment.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import type { Viewer } from "../members/viewer.ts";
import { CommentForm } from "./CommentForm.tsx";
import { CommentItem } from "./CommentItem.tsx";
import type { Thread } from "./threadComments.ts";

interface CommentThreadProps {
  thread: Thread;
  board: Board;
  viewer: Viewer;
  live: LiveBoard;
}

export const CommentThread = ({ thread, board, viewer, live }: CommentThreadProps) => {
  const [answered, setAnswered] = useState<{ comment: Comment; said: HTMLElement | null }>();
  const shared = {
    viewer,
    live,
    ...(board.commentingOpen && {
      onAnswer: (comment: Comment, said: HTMLElement | null) => setAnswered({ comment, said }),
    }),
  };
  return (
    <div className="grid gap-4">
      <CommentItem comment={thread.root} {...shared} />
      {(thread.answers.length > 0 || answered) && (
        <div className="ml-4 grid gap-4 border-l-2 border-line pl-4 sm:ml-4 sm:pl-6">
          {thread.answers.map(({ comment, to }) => (
            <CommentItem
              key={comment.id}
              comment={comment}
              {...(to.id !== thread.root.id && { to: to.author })}
              {...shared}
            />
          ))}
          {answered && (
            <CommentForm
              key={answered.comment.id}
              ideaId={answered.comment.ideaId}
              parent={answered.comment}
              live={live}
              onClose={() => {
                setAnswered(undefined);
                answered.said?.focus();
              }}
            />
          )}
        </div>
      )}
    </div>
  );
};
