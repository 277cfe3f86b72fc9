import { Link } from "react-router";
import type { PageFigures, WikiInsights } from "../../shared/wiki/insights.ts";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { ConfirmPage } from "./ConfirmPage.tsx";
import { pagePath } from "./wikiPaths.ts";

interface RowProps {
  slug: string;
  page: PageFigures;
  mayConfirm: boolean;
  onConfirmed: () => void;
}

const Row = ({ slug, page, mayConfirm, onConfirmed }: RowProps) => {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line px-4 py-3 not-first:border-t">
      <div className="min-w-0">
        <Link
          to={`${pagePath(slug, page.id)}?panel=insights`}
          className="inline-flex min-h-6 items-center text-accent underline wrap-anywhere"
        >
          {page.title}
        </Link>
        <p className="flex flex-wrap gap-x-4 text-small text-quiet">
          <span className="tabular-nums">{t("insights.readersOf", { count: page.readers })}</span>
          <span>
            {t("insights.written")} <Time at={page.editedAt} />
          </span>
          {page.confirmedAt !== undefined && (
            <span>
              {t("insights.confirmed")} <Time at={page.confirmedAt} />
            </span>
          )}
        </p>
      </div>
      {mayConfirm && <ConfirmPage pageId={page.id} title={page.title} onConfirmed={onConfirmed} />}
    </li>
  );
};

interface FiguresListProps extends Omit<RowProps, "page"> {
  name: string;
  title: string;
  help: string;
  /** What stands in place of an empty list. */
  none: string;
  list: WikiInsights["stale"];
}

export const FiguresList = ({ name, title, help, none, list, ...row }: FiguresListProps) => {
  const { t } = useTranslation();
  const { count, pages } = list;
  const heading = `insights-${name}`;
  return (
    <section aria-labelledby={heading} className="grid gap-2">
      <h2 id={heading} className="flex items-baseline gap-2 text-lead font-strong">
        {title}
        {count > 0 && <span className="text-small text-quiet tabular-nums">{count}</span>}
      </h2>
      <p className="text-small text-quiet">{count > 0 ? help : none}</p>
      {count > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {pages.map((page) => (
            <Row key={page.id} page={page} {...row} />
          ))}
        </ul>
      )}
      {count > pages.length && (
        <p className="text-small text-quiet">
          {t("insights.more", { count: count - pages.length })}
        </p>
      )}
    </section>
  );
};
