import { useMemo, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { BoardState } from "../../shared/boards/applyChange.ts";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import type { OpenIdea } from "../boards/liveBoardState.ts";
import type { FailureCode } from "../connection/clientReply.ts";
import { Button } from "../design/Button.tsx";
import type { Viewer } from "../members/viewer.ts";
import { CommentForm } from "./CommentForm.tsx";
import { CommentThread } from "./CommentThread.tsx";
import { commentsOn, threadComments } from "./threadComments.ts";

interface CommentSectionProps {
  idea: Idea;
  board: Board;
  state: BoardState;
  open: OpenIdea | undefined;
  viewer: Viewer;
  live: LiveBoard;
}

export const CommentSection = ({ idea, board, state, open, viewer, live }: CommentSectionProps) => {
  const { t } = useTranslation();
  const [isLoading, setLoading] = useState(false);
  const [code, setCode] = useState<FailureCode>();
  const threads = useMemo(
    () => threadComments(commentsOn(state, idea.id, open?.frontier, viewer.userId)),
    [state, idea.id, open?.frontier, viewer.userId],
  );

  const loadMore = async () => {
    setLoading(true);
    setCode(await live.loadMoreComments(idea.id));
    setLoading(false);
  };

  return (
    <section aria-labelledby="comments" className="grid gap-5">
      <h2 id="comments" className="text-lead font-strong tabular-nums">
        {idea.comments === 0 ? t("comment.title") : t("comment.count", { count: idea.comments })}
      </h2>
      {threads.length === 0 && open && (
        <p className="text-quiet">
          {board.commentingOpen ? t("comment.empty") : t("board.commentingClosed")}
        </p>
      )}
      {threads.length > 0 && (
        <ul className="grid gap-6">
          {threads.map((thread) => (
            <li key={thread.root.id}>
              <CommentThread thread={thread} board={board} viewer={viewer} live={live} />
            </li>
          ))}
        </ul>
      )}
      {open?.next !== undefined && (
        <div className="grid justify-items-start gap-2">
          <Button isPending={isLoading} onClick={() => void loadMore()}>
            {t("comment.more")}
          </Button>
          {code && (
            <p role="alert" className="text-bad">
              {t(`refusal.${code}`)}
            </p>
          )}
        </div>
      )}
      {board.commentingOpen ? (
        <CommentForm ideaId={idea.id} live={live} />
      ) : (
        threads.length > 0 && <p className="text-quiet">{t("board.commentingClosed")}</p>
      )}
    </section>
  );
};
