import { PrivateMark } from "../communities/PrivateMark.tsx";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { useId } from "react";
import { Link } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import { plainText } from "../design/plainText.ts";

export const BoardCard = ({ board, slug }: { board: Board; slug: string }) => {
  const { t } = useTranslation();
  const name = useId();
  const mark = useId();
  const rest = useId();
  return (
    <Link
      to={`/c/${slug}/b/${board.id}`}
      aria-labelledby={name}
      aria-describedby={`${mark} ${rest}`}
      className="flex items-center gap-4 px-5 py-4 transition-colors hover:bg-accent/6 focus-visible:-outline-offset-2"
    >
      <span className="grid min-w-0 flex-1 gap-1">
        <span className="flex items-center gap-2 font-strong">
          <span id={name}>{board.name}</span>
          <span id={mark} className="contents">
            <PrivateMark visibility={board.visibility} />
          </span>
        </span>
        <span id={rest} className="grid gap-1">
          <span className="line-clamp-2 text-quiet">{plainText(board.purpose)}</span>
          <span className="text-small text-quiet tabular-nums">
            {t("board.ideas", { count: board.ideas })}
            {!board.postingOpen && ` · ${t("board.postingClosed")}`}
          </span>
        </span>
      </span>
      <ChevronRight aria-hidden size={20} className="shrink-0 text-quiet" />
    </Link>
  );
};
