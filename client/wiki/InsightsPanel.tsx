import type { PageId } from "../../shared/protocol/ids.ts";
import { getPageInsights, INSIGHT_DAYS, STALE_DAYS } from "../../shared/wiki/getPageInsights.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";

/** How much a page is read, and by whom it was written. */
export const InsightsPanel = ({ pageId }: { pageId: PageId }) => {
  const { t } = useTranslation();
  const { value, failure } = useAsk(getPageInsights, { pageId });
  if (!value) {
    return failure ? <FailureNote failure={failure} /> : <Skeleton className="h-40" />;
  }
  const { readers, edits, contributors, isStale } = value;
  const most = Math.max(1, ...readers.map(({ count }) => count));
  const all = readers.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="grid gap-5">
      {isStale && (
        <p className="rounded-md border border-warn/40 bg-warn/10 px-3 py-2 text-warn">
          {t("insights.stale", { count: STALE_DAYS })}
        </p>
      )}
      <div className="grid gap-2">
        <p>
          <span className="text-title font-strong tabular-nums">{all}</span>{" "}
          <span className="text-quiet">{t("insights.readers", { count: INSIGHT_DAYS })}</span>
        </p>
        <div aria-hidden className="flex h-16 items-end gap-px border-b border-line">
          {readers.map(({ day, count }) => (
            <span
              key={day}
              title={`${day}: ${count}`}
              style={{ height: `${(count / most) * 100}%` }}
              className="min-h-px flex-1 bg-accent/70"
            />
          ))}
        </div>
        <details>
          <summary className="min-h-9 text-small text-quiet">{t("insights.table")}</summary>
          <table className="w-full text-small tabular-nums">
            <thead>
              <tr className="text-left">
                <th scope="col">{t("insights.day")}</th>
                <th scope="col">{t("insights.count")}</th>
              </tr>
            </thead>
            <tbody>
              {readers
                .filter(({ count }) => count > 0)
                .map(({ day, count }) => (
                  <tr key={day}>
                    <td>{day}</td>
                    <td>{count}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </details>
      </div>
      <p>{t("insights.edits", { count: edits })}</p>
      <div className="grid gap-2">
        <h3 className="font-strong">{t("insights.contributors")}</h3>
        <ul className="grid gap-1">
          {contributors.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-2">
              <Avatar id={id} name={name} />
              {name}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};
