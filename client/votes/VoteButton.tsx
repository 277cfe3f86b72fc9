import { ChevronUp } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { useVote } from "./useVote.ts";

interface VoteButtonProps {
  idea: Idea;
  board: Board;
  live: LiveBoard;
}

/** The count, and the way into it. Pressed: one's own vote is in it. */
export const VoteButton = ({ idea, board, live }: VoteButtonProps) => {
  const { t } = useTranslation();
  const { voted, count, isPending, press } = useVote(idea, live);
  return (
    <button
      type="button"
      aria-pressed={voted}
      aria-disabled={!board.votingOpen || undefined}
      title={board.votingOpen ? undefined : t("board.votingClosed")}
      onClick={board.votingOpen ? press : undefined}
      className="relative z-10 flex h-16 w-14 shrink-0 flex-col items-center justify-center rounded-md border border-edge/60 bg-raised transition-colors duration-150 hover:border-accent aria-disabled:border-line aria-disabled:bg-transparent aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
    >
      <ChevronUp aria-hidden size={20} className={isPending ? "animate-breathe" : ""} />
      <span key={count} aria-hidden className="animate-rise leading-tight font-strong tabular-nums">
        {count}
      </span>
      <span className="sr-only">{t("vote.label", { title: idea.title, count })}</span>
    </button>
  );
};
