import type { ReactNode } from "react";
import { INSIGHT_DAYS, type PageInsights, getPageInsights } from "../../shared/wiki/insights.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { useAsk } from "../connection/useAsk.ts";
import { ErrorState } from "../design/ErrorState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useDocumentHints } from "../documents/useDocumentHints.ts";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { StillRight } from "./StillRight.tsx";
import { WeekBars } from "./WeekBars.tsx";

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-line py-2 not-first:border-t">
    <dt className="text-quiet">{label}</dt>
    <dd className="text-right tabular-nums">{children}</dd>
  </div>
);

const Figures = ({ insights }: { insights: PageInsights }) => {
  const { t } = useTranslation();
  const { edits, contributors, editedAt, comments, suggestions, links } = insights;
  return (
    <dl className="text-small">
      <Figure label={t("insights.editedAt")}>
        <Time at={editedAt} />
      </Figure>
      <Figure label={t("insights.edits", { days: INSIGHT_DAYS })}>{edits}</Figure>
      <Figure label={t("insights.contributors")}>{contributors}</Figure>
      <Figure label={t("insights.comments")}>{comments}</Figure>
      <Figure label={t("insights.suggestions")}>{suggestions}</Figure>
      <Figure label={t("insights.links")}>{links}</Figure>
    </dl>
  );
};

/** How a page is read and written, for those who may edit it. */
export const InsightsPanel = ({ pageId, title }: { pageId: PageId; title: string }) => {
  const { t } = useTranslation();
  const { value, failure, askAgain } = useAsk(getPageInsights, { pageId });
  const look = () => void askAgain();
  useDocumentHints(documentName({ type: "page", id: pageId }), { onHint: look, onLeft: look });
  if (!value) {
    return failure ? (
      <ErrorState code={failure.code} onRetry={look} />
    ) : (
      <div aria-busy className="grid gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
      </div>
    );
  }
  const { readers, weeks, confirmed, isStale } = value;
  return (
    <div className="grid gap-6">
      <section className="grid gap-3">
        <p className="font-strong">
          {t(readers > 0 ? "insights.readers" : "insights.noReaders", {
            count: readers,
            days: INSIGHT_DAYS,
          })}
        </p>
        {weeks.some((week) => week.readers > 0) && <WeekBars weeks={weeks} />}
        <p className="text-small text-quiet">{t("insights.whoCounts")}</p>
      </section>
      <StillRight
        pageId={pageId}
        title={title}
        isStale={isStale}
        confirmed={confirmed}
        onConfirmed={look}
      />
      <Figures insights={value} />
    </div>
  );
};
