import { ChevronUp, SlidersHorizontal } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { type BoardFilter, searchOf } from "../boards/boardFilter.ts";
import { boardIn } from "../boards/boardRecord.ts";
import { selectView } from "../boards/boardView.ts";
import { useLiveBoard } from "../boards/useLiveBoard.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { isWorthRetrying } from "../connection/clientReply.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Skeleton } from "../design/Skeleton.tsx";
import { StatusChip } from "../ideas/StatusChip.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { ideaPath } from "../ideas/ideaPath.ts";
import { EmbedChoice } from "./EmbedChoice.tsx";
import { Embedded, EMBEDDED_IDEAS, type EmbeddedList } from "./reference.ts";
import { Unanswered } from "./Unanswered.tsx";
import { useRetry } from "./useRetry.ts";

const Votes = ({ count }: { count: number }) => {
  const { t } = useTranslation();
  return (
    <span className="grid min-w-12 shrink-0 justify-items-center rounded-md border border-line px-2 py-1 leading-tight">
      <ChevronUp aria-hidden size={14} className="text-quiet" />
      <span className="font-strong tabular-nums">{count}</span>
      <span className="sr-only">{t("vote.votes", { count })}</span>
    </span>
  );
};

const Gone = () => {
  const { t } = useTranslation();
  return <p className="text-small text-quiet">{t("editor.embedGone")}</p>;
};

const IdeaListEmbed = ({ list }: { list: EmbeddedList }) => {
  const { t } = useTranslation();
  const { slug } = useCommunity();
  const { live, state } = useLiveBoard(list.id);
  const { isRetrying, retry } = useRetry();
  const { sort, status, tag, count } = list;
  const filter = useMemo(
    (): BoardFilter => ({ sort: sort ?? "top", ...(status && { status }), ...(tag && { tag }) }),
    [sort, status, tag],
  );
  useEffect(() => {
    void live.openView(filter);
  }, [live, filter]);
  const board = boardIn(state.board, list.id);
  const view = state.views.get(searchOf(filter));
  const ideas = useMemo(
    // Nobody reads on behind a list that ends: what is new pushes nothing here.
    () => (view ? selectView(state.board.records, { ...view, waiting: new Set() }).ideas : []),
    [state.board.records, view],
  );
  if (state.phase === "missing") {
    return <Gone />;
  }
  const hasFailed = state.phase === "failed";
  if (hasFailed || view?.hasFailed === true || isRetrying) {
    return (
      <Unanswered
        isRetrying={isRetrying}
        onRetry={() => void retry(hasFailed ? live.start : () => live.loadView(filter))}
      />
    );
  }
  if (!board || view?.isLoaded !== true) {
    return <Skeleton className="h-24" />;
  }
  const chosen = [status && t(`status.${status}`), tag && `#${tag}`].filter(Boolean);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="flex flex-wrap items-baseline gap-x-3 pr-11">
        <Link to={`/c/${slug}/b/${list.id}${searchOf(filter)}`} className="font-strong">
          {board.name}
        </Link>
        <span className="text-small text-quiet">
          {[t(`sort.${filter.sort}`), ...chosen].join(" · ")}
        </span>
      </p>
      {ideas.length === 0 && <p className="text-quiet">{t("board.noMatch")}</p>}
      {ideas.slice(0, count ?? EMBEDDED_IDEAS).map((idea) => (
        <div key={idea.id} className="flex items-center gap-3">
          <Votes count={idea.votes} />
          <Link to={ideaPath(slug, list.id, idea.id)} className="min-w-0">
            {idea.title}
          </Link>
        </div>
      ))}
    </div>
  );
};

const VoteResultEmbed = ({ id }: { id: IdeaId }) => {
  const { slug } = useCommunity();
  const { value, failure, askAgain } = useAsk(getIdea, { ideaId: id });
  const { isRetrying, retry } = useRetry();
  if (!value && failure) {
    return isWorthRetrying(failure.code) ? (
      <Unanswered isRetrying={isRetrying} onRetry={() => void retry(askAgain)} />
    ) : (
      <Gone />
    );
  }
  if (!value) {
    return <Skeleton className="h-14" />;
  }
  const { idea } = value;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Votes count={idea.votes} />
      <Link to={ideaPath(slug, idea.boardId, id)} className="min-w-0 font-strong">
        {idea.title}
      </Link>
      <StatusChip status={idea.status} />
    </div>
  );
};

interface EmbedViewProps {
  attributes: unknown;
  /** Absent where one may not say what is shown. */
  onChange?: ((embedded: Embedded) => void) | undefined;
}

/** A board's foremost ideas, or how the votes on one stand, as they are now. */
export const EmbedView = ({ attributes, onChange }: EmbedViewProps) => {
  const { t } = useTranslation();
  const { data } = Embedded.safeParse(attributes);
  const [isChanging, setChanging] = useState(false);
  return (
    <div className="document-embed relative">
      {!data && <Gone />}
      {data?.kind === "ideaList" && <IdeaListEmbed list={data} />}
      {data?.kind === "voteResult" && <VoteResultEmbed id={data.id} />}
      {onChange && (
        <button
          type="button"
          aria-label={t("embed.change")}
          title={t("embed.change")}
          onClick={() => setChanging(true)}
          className="absolute top-1 right-1 grid size-11 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
        >
          <SlidersHorizontal aria-hidden size={16} />
        </button>
      )}
      {isChanging && onChange && (
        <EmbedChoice
          {...(data && { start: data })}
          onDone={onChange}
          onClose={() => setChanging(false)}
        />
      )}
    </div>
  );
};
