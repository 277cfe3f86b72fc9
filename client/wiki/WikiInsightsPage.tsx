import { BarChart3 } from "lucide-react";
import { may } from "../../shared/members/policy.ts";
import { getWikiInsights, INSIGHT_DAYS, STALE_DAYS } from "../../shared/wiki/insights.ts";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAsk } from "../connection/useAsk.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import { NotFound } from "../design/NotFound.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { FiguresList } from "./FiguresList.tsx";
import { useWikiHints } from "./useWikiHints.ts";
import { WikiBesideHeader } from "./WikiBesideHeader.tsx";

const lists = ["stale", "mostRead", "unread", "unlinked"] as const;

/** Which pages of a wiki need somebody: stale, not read, not linked to; and which are read most. */
export const WikiInsightsPage = () => {
  const { t } = useTranslation();
  const { slug, community, viewer, failure, retry } = useCommunity();
  const isAllowed = may(viewer, "page.insights");
  const asked = useAsk(
    getWikiInsights,
    { communityId: community?.id ?? "" },
    { isWanted: community !== undefined && isAllowed },
  );
  useWikiHints(isAllowed ? community?.id : undefined, () => void asked.askAgain());
  usePageTitle(t("insights.wikiTitle"));
  if (community && !isAllowed) {
    return <NotFound />;
  }
  const { value } = asked;
  const failed = failure ?? (value ? undefined : asked.failure);
  if (failed) {
    return (
      <CommunityUnknown
        failure={failed}
        onRetry={community ? () => void asked.askAgain() : retry}
      />
    );
  }
  const isEmpty = value && value.mostRead.count + value.unread.count === 0;
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-8 px-4 py-6 sm:px-8 sm:py-10">
      <WikiBesideHeader
        slug={slug}
        title={t("insights.wikiTitle")}
        lead={t("insights.lead", { days: INSIGHT_DAYS })}
      />
      {!value && (
        <div aria-busy className="grid gap-4">
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </div>
      )}
      {isEmpty && (
        <EmptyState icon={<BarChart3 aria-hidden size={32} />} title={t("insights.empty")}>
          <p>{t("insights.emptyHelp")}</p>
        </EmptyState>
      )}
      {value &&
        !isEmpty &&
        lists.map((list) => (
          <FiguresList
            key={list}
            slug={slug}
            name={list}
            title={t(`insights.list.${list}`)}
            help={t(`insights.help.${list}`, {
              days: list === "stale" ? STALE_DAYS : INSIGHT_DAYS,
            })}
            none={t(`insights.none.${list}`)}
            list={value[list]}
            mayConfirm={list === "stale"}
            onConfirmed={() => void asked.askAgain()}
          />
        ))}
    </div>
  );
};
