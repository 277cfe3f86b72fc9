import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { useLocation, useNavigate } from "react-router";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { BoardId } from "../../shared/protocol/ids.ts";
import { useJoining } from "../accounts/JoinContext.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { announce } from "../design/Announcer.tsx";
import { ErrorState } from "../design/ErrorState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { BoardAside } from "./BoardAside.tsx";
import { BoardFilters } from "./BoardFilters.tsx";
import { filterOf, searchOf } from "./boardFilter.ts";
import { BoardHeader } from "./BoardHeader.tsx";
import { boardIn } from "./boardRecord.ts";
import { viewSelector } from "./boardView.ts";
import { IdeaList } from "./IdeaList.tsx";
import { IdeaListSkeleton } from "./IdeaListSkeleton.tsx";
import { NoIdeas } from "./NoIdeas.tsx";
import { ideaPath } from "../ideas/ideaPath.ts";
import { useLiveBoard } from "./useLiveBoard.ts";

const IdeaDialog = lazy(async () => ({
  default: (await import("../ideas/IdeaDialog.tsx")).IdeaDialog,
}));

/** A board: what it is about, its ideas in the order asked for, and a way to add one. */
export const BoardScreen = ({ boardId }: { boardId: BoardId }) => {
  const { t } = useTranslation();
  const { search } = useLocation();
  const navigate = useNavigate();
  const { whenJoined } = useJoining();
  const { slug, community, viewer } = useCommunity();
  const { live, state } = useLiveBoard(boardId);
  const [isPosting, setPosting] = useState(false);
  const filter = useMemo(() => filterOf(new URLSearchParams(search)), [search]);
  const board = boardIn(state.board, boardId);
  const view = state.views.get(searchOf(filter));
  const [select] = useState(viewSelector);
  const { ideas, waiting } = useMemo(
    () => (view ? select(state.board.records, view) : { ideas: [], waiting: [] }),
    [select, state.board.records, view],
  );
  usePageTitle(board?.name);

  useEffect(() => {
    void live.openView(filter);
  }, [live, filter]);

  if (state.phase === "missing") {
    return <NotFound />;
  }
  if (state.phase === "failed") {
    return <ErrorState code="offline" onRetry={() => void live.start()} />;
  }

  const post = () => whenJoined("post", () => setPosting(true));
  const posted = (idea: Idea) => {
    setPosting(false);
    live.absorb([idea]);
    announce(t("idea.posted"));
    void navigate(ideaPath(slug, boardId, idea.id));
  };

  return (
    <div className="mx-auto grid w-full max-w-6xl items-start gap-x-8 px-0 py-6 sm:px-8 sm:py-8 xl:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="grid min-w-0 gap-5">
        <BoardHeader
          board={board}
          here={state.here}
          votesLeft={state.votesLeft}
          community={community}
          viewer={viewer}
          onPost={post}
        />
        <BoardFilters filter={filter} />
        {view?.hasFailed === true && (
          <ErrorState code="offline" onRetry={() => void live.loadView(filter)} />
        )}
        {view?.hasFailed !== true && (view?.isLoaded !== true || !board) && <IdeaListSkeleton />}
        {view?.isLoaded === true && board && (
          <>
            {ideas.length === 0 && waiting.length === 0 && (
              <div className="px-4 sm:px-0">
                <NoIdeas board={board} filter={filter} onPost={post} />
              </div>
            )}
            <IdeaList
              key={searchOf(filter)}
              board={board}
              live={live}
              view={view}
              ideas={ideas}
              waiting={waiting}
            />
          </>
        )}
      </div>
      <BoardAside boardId={boardId} board={board} filter={filter} />
      {isPosting && (
        <Suspense>
          <IdeaDialog boardId={boardId} onClose={() => setPosting(false)} onSaved={posted} />
        </Suspense>
      )}
    </div>
  );
};
