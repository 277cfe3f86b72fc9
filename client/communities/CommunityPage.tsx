import { ClipboardList, Pencil, Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link, useNavigate } from "react-router";
import { BoardCard } from "../boards/BoardCard.tsx";
import { LazyBoardDialog } from "../boards/LazyBoardDialog.tsx";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import { Markdown } from "../design/Markdown.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { may } from "../../shared/members/policy.ts";
import { CommunityUnknown } from "./CommunityUnknown.tsx";
import { LazyCommunityDialog } from "./LazyCommunityDialog.tsx";
import { useCommunity } from "./useCommunity.ts";

export const CommunityPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { slug, community, boards, viewer, failure, retry } = useCommunity();
  const [dialog, setDialog] = useState<"community" | "board">();
  usePageTitle(community?.name);

  if (!community || !boards) {
    return <CommunityUnknown failure={failure} onRetry={retry} />;
  }
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-8 px-4 py-6 sm:px-8 sm:py-10">
      <header className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h1 className="text-title font-strong sm:text-display">{community.name}</h1>
          <div className="flex flex-wrap gap-2">
            {may(viewer, "member.list") && (
              <Link
                to={`/c/${slug}/members`}
                className={`${buttonStyle({ size: "small" })} lg:hidden`}
              >
                <UsersRound aria-hidden size={16} />
                {t("nav.members")}
              </Link>
            )}
            {may(viewer, "community.edit") && (
              <Button size="small" onClick={() => setDialog("community")}>
                <Pencil aria-hidden size={16} />
                {t("community.edit")}
              </Button>
            )}
          </div>
        </div>
        {community.purpose !== "" && (
          <Markdown text={community.purpose} headings="h2" className="text-lead" />
        )}
      </header>

      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="boards" className="grid gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 id="boards" className="text-lead font-strong">
              {t("nav.boards")}
            </h2>
            {may(viewer, "board.create") && (
              <Button size="small" onClick={() => setDialog("board")}>
                <Plus aria-hidden size={16} />
                {t("board.create")}
              </Button>
            )}
          </div>
          {boards.length === 0 ? (
            <EmptyState
              icon={<ClipboardList aria-hidden size={32} />}
              title={t("community.noBoards")}
              action={
                may(viewer, "board.create") && (
                  <Button look="primary" onClick={() => setDialog("board")}>
                    {t("board.create")}
                  </Button>
                )
              }
            >
              <p>{t("community.noBoardsHelp")}</p>
            </EmptyState>
          ) : (
            <ul className="overflow-hidden rounded-lg border border-line bg-raised">
              {boards.map((board) => (
                <li key={board.id} className="border-line not-first:border-t">
                  <BoardCard board={board} slug={slug} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {community.promise !== "" && (
          <section
            aria-labelledby="promise"
            className="grid gap-3 rounded-lg border border-line bg-raised p-5"
          >
            <h2 id="promise" className="text-lead font-strong">
              {t("community.promise")}
            </h2>
            <Markdown text={community.promise} />
          </section>
        )}
      </div>

      {dialog === "community" && (
        <LazyCommunityDialog
          community={community}
          onClose={() => setDialog(undefined)}
          onSaved={() => undefined}
        />
      )}
      {dialog === "board" && (
        <LazyBoardDialog
          communityId={community.id}
          onClose={() => setDialog(undefined)}
          onSaved={({ id }) => void navigate(`/c/${slug}/b/${id}`)}
        />
      )}
    </div>
  );
};
