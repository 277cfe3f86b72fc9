import { ChevronUp } from "lucide-react";
import { Link } from "react-router";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Skeleton } from "../design/Skeleton.tsx";
import { StatusChip } from "../ideas/StatusChip.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { ideaPath } from "../ideas/ideaPath.ts";
import { Embedded } from "./reference.ts";

const SHOWN = 5;

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

const IdeaListEmbed = ({ id }: { id: BoardId }) => {
  const { slug } = useCommunity();
  const { value, failure } = useAsk(getBoard, { boardId: id });
  if (!value) {
    return failure ? <Gone /> : <Skeleton className="h-24" />;
  }
  const ideas = value.ideas.slice(0, SHOWN);
  return (
    <div className="grid gap-2">
      <Link to={`/c/${slug}/b/${id}`} className="font-strong">
        {value.board.name}
      </Link>
      {ideas.map((idea) => (
        <div key={idea.id} className="flex items-center gap-3">
          <Votes count={idea.votes} />
          <Link to={ideaPath(slug, id, idea.id)}>{idea.title}</Link>
        </div>
      ))}
    </div>
  );
};

const VoteResultEmbed = ({ id }: { id: IdeaId }) => {
  const { slug } = useCommunity();
  const { value, failure } = useAsk(getIdea, { ideaId: id });
  if (!value) {
    return failure ? <Gone /> : <Skeleton className="h-14" />;
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

/** A board's foremost ideas, or how the votes on one stand, as they are now. */
export const EmbedView = ({ attributes }: { attributes: unknown }) => {
  const { data } = Embedded.safeParse(attributes);
  return (
    <div className="document-embed">
      {!data && <Gone />}
      {data?.kind === "ideaList" && <IdeaListEmbed id={data.id} />}
      {data?.kind === "voteResult" && <VoteResultEmbed id={data.id} />}
    </div>
  );
};
