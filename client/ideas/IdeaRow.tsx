import { BadgeCheck, EyeOff, MessageCircle } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link, useParams } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { Time } from "../language/Time.tsx";
import { VoteButton } from "../votes/VoteButton.tsx";
import { VoteProblem } from "../votes/VoteProblem.tsx";
import { StatusChip } from "./StatusChip.tsx";
import { ideaPath } from "./ideaPath.ts";
import { tagStyle } from "./tagStyle.ts";

interface IdeaRowProps {
  idea: Idea;
  board: Board;
  live: LiveBoard;
}

/** An idea in a list: its vote at the left, all the rest of the row leads to it. */
export const IdeaRow = memo(({ idea, board, live }: IdeaRowProps) => {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  return (
    <article
      data-idea={idea.id}
      className="relative flex gap-4 border-b border-line bg-raised px-4 py-4 hover:bg-accent/4 sm:px-5"
    >
      <VoteButton idea={idea} board={board} live={live} />
      <div className="grid min-w-0 flex-1 content-start gap-1">
        <h2 className="leading-snug font-strong">
          <Link
            to={ideaPath(slug, board.id, idea.id)}
            className="after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {idea.title}
          </Link>
        </h2>
        {idea.excerpt !== "" && <p className="line-clamp-2 text-quiet">{idea.excerpt}</p>}
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small text-quiet">
          {idea.hidden && (
            <span className="inline-flex items-center gap-1 font-strong text-warn">
              <EyeOff aria-hidden size={14} />
              {t("hidden.mark")}
            </span>
          )}
          <StatusChip status={idea.status} />
          {idea.response && (
            <span className="inline-flex items-center gap-1 font-strong text-accent">
              <BadgeCheck aria-hidden size={16} />
              {t("response.badge")}
            </span>
          )}
          <span>{idea.author.name}</span>
          <Time at={idea.createdAt} />
          {idea.comments > 0 && (
            <span className="inline-flex items-center gap-1 tabular-nums">
              <MessageCircle aria-hidden size={14} />
              <span aria-hidden>{idea.comments}</span>
              <span className="sr-only">{t("comment.count", { count: idea.comments })}</span>
            </span>
          )}
          {idea.tags.map((tag) => (
            <Link key={tag} to={`?tag=${encodeURIComponent(tag)}`} className={tagStyle}>
              #{tag}
            </Link>
          ))}
        </div>
        <VoteProblem ideaId={idea.id} live={live} />
      </div>
    </article>
  );
});
