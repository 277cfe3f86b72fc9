import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import { bodyIn, boardIn, ideaIn } from "../boards/boardRecord.ts";
import { Presence } from "../boards/Presence.tsx";
import { useLiveBoard } from "../boards/useLiveBoard.ts";
import { CommentSection } from "../comments/CommentSection.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { ErrorState } from "../design/ErrorState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useDocumentView } from "../documents/useDocumentView.ts";
import { HiddenNote } from "../moderation/HiddenNote.tsx";
import { ResponseSection } from "../responses/ResponseSection.tsx";
import { VoteProblem } from "../votes/VoteProblem.tsx";
import { IdeaAside } from "./IdeaAside.tsx";
import { IdeaHeader } from "./IdeaHeader.tsx";
import { IdeaText } from "./IdeaText.tsx";
import { IdeaSkeleton } from "./IdeaSkeleton.tsx";
import { ThumbVote } from "./ThumbVote.tsx";

/** An idea with all that hangs on it, live. */
export const IdeaScreen = ({ boardId, ideaId }: { boardId: BoardId; ideaId: IdeaId }) => {
  const { slug, viewer } = useCommunity();
  const { live, state } = useLiveBoard(boardId);
  const open = state.ideas.get(ideaId);
  const board = boardIn(state.board, boardId);
  const idea = ideaIn(state.board, ideaId);
  const body = bodyIn(state.board, ideaId);
  const view = useDocumentView();
  const [beside, setBeside] = useState<HTMLElement | null>(null);
  usePageTitle(idea?.title);

  useEffect(() => {
    void live.openIdea(ideaId);
  }, [live, ideaId]);

  if (open === "failed") {
    return <ErrorState code="offline" onRetry={() => void live.openIdea(ideaId)} />;
  }
  if (state.phase === "missing" || open === "missing" || (typeof open === "object" && !idea)) {
    return <NotFound />;
  }
  if (!board || !idea) {
    return <IdeaSkeleton />;
  }
  const subject = { type: "idea", id: idea.id } as const;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-4 pb-24 sm:px-8 sm:pt-6 lg:pb-12">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3 text-small">
        <Link
          to={`/c/${slug}/b/${boardId}`}
          className="inline-flex min-h-9 items-center gap-1.5 text-quiet hover:text-text"
        >
          <ArrowLeft aria-hidden size={16} />
          {board.name}
        </Link>
        <span className="text-quiet">
          <Presence here={state.here} />
        </span>
      </div>
      <div className="grid items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_17rem]">
        <article className="grid min-w-0 gap-8">
          <div className="grid gap-4">
            {idea.hidden && <HiddenNote hidden={idea.hidden} subject={subject} />}
            <IdeaHeader idea={idea} body={body} board={board} viewer={viewer} live={live} />
            <IdeaText
              idea={idea}
              body={body}
              board={board}
              viewer={viewer}
              view={view}
              beside={beside}
            />
            <VoteProblem ideaId={idea.id} live={live} />
          </div>
          <ResponseSection idea={idea} state={state.board} viewer={viewer} live={live} />
          <CommentSection
            idea={idea}
            board={board}
            state={state.board}
            open={typeof open === "object" ? open : undefined}
            viewer={viewer}
            live={live}
          />
        </article>
        <div className="grid gap-6">
          <div ref={setBeside} className="contents" />
          <IdeaAside idea={idea} board={board} live={live} />
        </div>
      </div>
      <ThumbVote idea={idea} board={board} live={live} />
    </div>
  );
};
