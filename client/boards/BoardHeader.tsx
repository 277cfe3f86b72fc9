import { PrivateMark } from "../communities/PrivateMark.tsx";
import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import type { Community } from "../../shared/communities/community.ts";
import { Button } from "../design/Button.tsx";
import { Markdown } from "../design/Markdown.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { may } from "../../shared/members/policy.ts";
import type { Viewer } from "../members/viewer.ts";
import { LazyBoardDialog } from "./LazyBoardDialog.tsx";
import { Presence } from "./Presence.tsx";

interface BoardHeaderProps {
  board: Board | undefined;
  here: number;
  votesLeft: number | undefined;
  community: Community | undefined;
  viewer: Viewer;
  onPost: () => void;
}

/** Where am I, what is going on, what can I do. */
export const BoardHeader = ({
  board,
  here,
  votesLeft,
  community,
  viewer,
  onPost,
}: BoardHeaderProps) => {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  if (!board) {
    return (
      <div className="grid gap-3 px-4 sm:px-0">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-6 max-w-xl" />
      </div>
    );
  }
  return (
    <header className="grid gap-3 px-4 sm:px-0">
      {community && (
        <Link
          to={`/c/${community.slug}`}
          className="justify-self-start text-small text-quiet hover:text-text lg:hidden"
        >
          {community.name}
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h1 className="flex min-w-0 items-center gap-2 text-title font-strong">
          {board.name}
          <PrivateMark visibility={board.visibility} />
        </h1>
        <div className="flex flex-row-reverse items-center gap-2 sm:flex-row">
          {may(viewer, "board.edit") && (
            <Button look="quiet" aria-label={t("board.edit")} onClick={() => setEditing(true)}>
              <Pencil aria-hidden size={18} />
            </Button>
          )}
          {board.postingOpen && (
            <Button look="primary" onClick={onPost}>
              <Plus aria-hidden size={18} />
              {t("idea.post")}
            </Button>
          )}
        </div>
      </div>
      {board.purpose !== "" && (
        <Markdown text={board.purpose} headings="h2" className="text-quiet xl:hidden" />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-quiet">
        <span className="tabular-nums">{t("board.ideas", { count: board.ideas })}</span>
        <Presence here={here} />
        {board.voteBudget !== undefined && (
          <span className="tabular-nums">
            {votesLeft === undefined
              ? t("board.budget", { count: board.voteBudget })
              : t("board.votesLeft", { count: votesLeft, budget: board.voteBudget })}
          </span>
        )}
        {!board.postingOpen && <span>{t("board.postingClosed")}</span>}
        {!board.votingOpen && <span>{t("board.votingClosed")}</span>}
      </div>
      {isEditing && (
        <LazyBoardDialog
          communityId={board.communityId}
          board={board}
          onClose={() => setEditing(false)}
          onSaved={() => undefined}
        />
      )}
    </header>
  );
};
