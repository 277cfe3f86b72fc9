import { ChevronUp } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { useVote } from "./useVote.ts";

/** The vote of an idea's own page: the count, and in words what pressing does. */
export const WideVote = ({ idea, board, live }: { idea: Idea; board: Board; live: LiveBoard }) => {
  const { t } = useTranslation();
  const { voted, count, isPending, press } = useVote(idea, live);
  return (
    <div className="flex items-center gap-4">
      <p className="min-w-0 flex-1 leading-tight">
        <span key={count} className="block animate-rise text-title font-strong tabular-nums">
          {count}
        </span>
        <span className="text-small text-quiet">{t("vote.votes", { count })}</span>
      </p>
      {board.votingOpen ? (
        <button
          type="button"
          aria-pressed={voted}
          onClick={press}
          className="flex min-h-11 items-center gap-2 rounded-md border border-accent px-5 font-strong text-accent transition-colors duration-150 hover:bg-accent/10 aria-pressed:bg-accent aria-pressed:text-on-accent"
        >
          <ChevronUp aria-hidden size={20} className={isPending ? "animate-breathe" : ""} />
          {voted ? t("vote.voted") : t("vote.cast")}
        </button>
      ) : (
        <span className="text-small text-quiet">{t("board.votingClosed")}</span>
      )}
    </div>
  );
};
