import { Bell, History, MessageSquare, PencilLine, Share2, Star } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import {
  favouritePage,
  unfavouritePage,
  unwatchPage,
  watchPage,
} from "../../shared/wiki/keepPage.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { useCommand } from "../connection/useCommand.ts";
import { type Action, ActionMenu } from "../design/ActionMenu.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageTitle } from "./PageTitle.tsx";
import type { PageView, Panel } from "./usePageView.ts";
import { pagePath, wikiPath } from "./wikiPaths.ts";

interface PageHeaderProps {
  slug: string;
  page: Page;
  above: readonly PageNode[];
  userId: string | undefined;
  view: PageView;
  counts: { comments: number | undefined; suggestions: number | undefined };
  actions: Action[];
  onChanged: () => void;
  /** Whether it is saved, and who is here. */
  children: ReactNode;
}

const tab =
  "inline-flex min-h-9 items-center gap-2 rounded-md px-3 text-small text-quiet hover:bg-sunken hover:text-text aria-pressed:bg-accent/12 aria-pressed:font-strong aria-pressed:text-accent pointer-coarse:min-h-11";

export const PageHeader = ({
  slug,
  page,
  above,
  userId,
  view,
  counts,
  actions,
  onChanged,
  children,
}: PageHeaderProps) => {
  const { t } = useTranslation();
  const favourite = useCommand(page.isFavourite ? unfavouritePage : favouritePage);
  const watch = useCommand(page.isWatched ? unwatchPage : watchPage);
  const keep = async (command: typeof favourite) => {
    if ((await command.send({ pageId: page.id })).ok) {
      onChanged();
    }
  };
  const panelButton = (panel: Panel, icon: ReactNode, label: string, count?: number) => (
    <button
      type="button"
      aria-pressed={view.panel === panel}
      onClick={() =>
        view.go({ panel: view.panel === panel ? undefined : panel, shown: view.shown })
      }
      className={tab}
    >
      {icon}
      {label}
      {count !== undefined && count > 0 && <span className="tabular-nums">{count}</span>}
    </button>
  );
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <nav aria-label={t("wiki.above")} className="text-small text-quiet">
        <ol className="flex flex-wrap items-center gap-x-2">
          <li>
            <Link to={wikiPath(slug)} className="inline-flex min-h-9 items-center hover:text-text">
              {t("wiki.name")}
            </Link>
          </li>
          {above.map(({ id, title }) => (
            <li key={id} className="flex items-center gap-2">
              <span aria-hidden>/</span>
              <Link
                to={pagePath(slug, id)}
                className="inline-flex min-h-9 items-center hover:text-text"
              >
                {title}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <PageTitle page={page} onSaved={onChanged} />
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 text-small text-quiet">
        {page.labels.map((label) => (
          <Link
            key={label}
            to={`${wikiPath(slug)}?label=${encodeURIComponent(label)}`}
            className="rounded-sm bg-sunken px-2 py-0.5 hover:text-text"
          >
            {label}
          </Link>
        ))}
        <span>
          {t("wiki.changed")} <Time at={page.updatedAt} />
        </span>
        {page.approval && (
          <span className={page.approval.state === "current" ? "text-good" : "text-warn"}>
            {t(`approval.${page.approval.state}`)}
          </span>
        )}
        {children}
      </div>
      <div className="-mx-2 flex flex-wrap items-center">
        {panelButton(
          "comments",
          <MessageSquare aria-hidden size={16} />,
          t("documentComment.title"),
          counts.comments,
        )}
        {panelButton(
          "suggestions",
          <PencilLine aria-hidden size={16} />,
          t("suggestion.title"),
          counts.suggestions,
        )}
        {panelButton("history", <History aria-hidden size={16} />, t("version.title"))}
        {page.mayManage && panelButton("share", <Share2 aria-hidden size={16} />, t("share.title"))}
        <span className="inline-flex items-center">
          {userId !== undefined && (
            <>
              <button
                type="button"
                aria-pressed={page.isFavourite}
                aria-label={t("wiki.favourite")}
                title={t("wiki.favourite")}
                onClick={() => void keep(favourite)}
                className={tab}
              >
                <Star aria-hidden size={16} className={page.isFavourite ? "fill-current" : ""} />
              </button>
              <button
                type="button"
                aria-pressed={page.isWatched}
                aria-label={t("wiki.watch")}
                title={t("wiki.watch")}
                onClick={() => void keep(watch)}
                className={tab}
              >
                <Bell aria-hidden size={16} className={page.isWatched ? "fill-current" : ""} />
              </button>
            </>
          )}
          <ActionMenu label={t("wiki.actions", { title: page.title })} actions={actions} />
        </span>
      </div>
    </header>
  );
};
