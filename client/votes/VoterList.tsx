import { useEffect, useRef } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { useAskPages } from "../connection/useAskPages.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";

const PAGE = 12;

/** Who is for it, the newest first; asked again when the count moves. */
export const VoterList = ({ idea }: { idea: Idea }) => {
  const { t } = useTranslation();
  const { pages, hasMore, loadMore, isLoadingMore, askAgain } = useAskPages(listVoters, {
    ideaId: idea.id,
    limit: PAGE,
  });
  const counted = useRef(idea.votes);
  useEffect(() => {
    if (counted.current !== idea.votes) {
      counted.current = idea.votes;
      void askAgain();
    }
  }, [idea.votes, askAgain]);

  const voters = pages.flatMap((page) => page.voters);
  if (voters.length === 0 && idea.earlierVotes === undefined) {
    return undefined;
  }
  return (
    <section aria-labelledby="voters" className="grid gap-3">
      <h2 id="voters" className="font-strong">
        {t("vote.who")}
      </h2>
      <ul className="flex flex-wrap gap-x-4 gap-y-2 xl:grid">
        {voters.map(({ id, name }) => (
          <li key={id} className="flex min-w-0 items-center gap-2 text-small">
            <Avatar id={id} name={name} />
            <span className="truncate">{name}</span>
          </li>
        ))}
      </ul>
      {idea.earlierVotes !== undefined && (
        <p className="text-small text-quiet">{t("vote.earlier", { count: idea.earlierVotes })}</p>
      )}
      {hasMore && (
        <Button size="small" look="quiet" isPending={isLoadingMore} onClick={loadMore}>
          {t("action.more")}
        </Button>
      )}
    </section>
  );
};
