import { Bell, Share2, Star } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import {
  favouritePage,
  unfavouritePage,
  unwatchPage,
  watchPage,
} from "../../shared/wiki/keepPage.ts";
import { PAGE_DEFAULT } from "../../shared/protocol/page.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { listAccessRequests } from "../../shared/wiki/pageAccess.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { type Action, ActionMenu } from "../design/ActionMenu.tsx";
import { PanelTab, PanelTabs, panelTabStyle } from "../documents/PanelTab.tsx";
import { countShown, type DocumentTalk } from "../documents/useDocumentTalk.ts";
import type { DocumentView } from "../documents/useDocumentView.ts";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageTitle } from "./PageTitle.tsx";
import { seesApprovedOnly } from "./seesApprovedOnly.ts";
import { pagePath, wikiPath } from "./wikiPaths.ts";

interface PageHeaderProps {
  slug: string;
  page: Page;
  above: readonly PageNode[];
  userId: string | undefined;
  /** Absent where nothing stands beside the text for whoever looks. */
  view: DocumentView | undefined;
  counts: DocumentTalk["counts"];
  actions: Action[];
  /** The pages of the wiki, where they do not stand beside the text. */
  tree: ReactNode;
  /** What one writes next is the text. */
  onTitleDone: () => void;
  onChanged: () => void;
  /** Whether it is saved, and who is here. */
  children: ReactNode;
}

export const PageHeader = ({
  slug,
  page,
  above,
  userId,
  view,
  counts,
  actions,
  tree,
  onTitleDone,
  onChanged,
  children,
}: PageHeaderProps) => {
  const { t } = useTranslation();
  const favourite = useCommand(page.isFavourite ? unfavouritePage : favouritePage);
  const watch = useCommand(page.isWatched ? unwatchPage : watchPage);
  // As the panel asks for them: what is answered there is counted here.
  const { value: requests } = useAsk(
    listAccessRequests,
    { communityId: page.communityId, pageId: page.id, limit: PAGE_DEFAULT },
    { isWanted: page.mayManage },
  );
  const keep = async (command: typeof favourite) => {
    if ((await command.send({ pageId: page.id })).ok) {
      onChanged();
    }
  };
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-start justify-between gap-2">
        <nav aria-label={t("wiki.above")} className="text-small text-quiet">
          <ol className="flex flex-wrap items-center gap-x-2">
            <li>
              <Link
                to={wikiPath(slug)}
                className="inline-flex min-h-9 items-center hover:text-text"
              >
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
        {tree}
      </div>
      <PageTitle page={page} onSaved={onChanged} onDone={onTitleDone} />
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 text-small text-quiet">
        {page.isTemplate && (
          <span className="rounded-sm border border-line px-2 py-0.5">{t("wiki.isTemplate")}</span>
        )}
        {page.labels.map((label) => (
          <Link
            key={label}
            to={`${wikiPath(slug)}?label=${encodeURIComponent(label)}`}
            className="rounded-sm bg-sunken px-2 py-0.5 hover:text-text"
          >
            {label}
          </Link>
        ))}
        {!seesApprovedOnly(page) && (
          <span>
            {t("wiki.changed")} <Time at={page.updatedAt} />{" "}
            {page.changedBy && t("wiki.changedBy", { name: page.changedBy.name })}
          </span>
        )}
        {children}
      </div>
      <div className="-mx-2 flex flex-wrap items-center">
        {view && <PanelTabs view={view} counts={counts} />}
        {view && page.mayManage && (
          <PanelTab
            view={view}
            panel="share"
            icon={<Share2 aria-hidden size={16} />}
            label={t("share.title")}
            count={countShown(requests?.requests.length, requests?.next !== undefined)}
          />
        )}
        <span className="inline-flex items-center">
          {userId !== undefined && (
            <>
              <button
                type="button"
                aria-pressed={page.isFavourite}
                aria-label={t("wiki.favourite")}
                title={t("wiki.favourite")}
                onClick={() => void keep(favourite)}
                className={panelTabStyle}
              >
                <Star aria-hidden size={16} className={page.isFavourite ? "fill-current" : ""} />
              </button>
              <button
                type="button"
                aria-pressed={page.isWatched}
                aria-label={t("wiki.watch")}
                title={t("wiki.watch")}
                onClick={() => void keep(watch)}
                className={panelTabStyle}
              >
                <Bell aria-hidden size={16} className={page.isWatched ? "fill-current" : ""} />
              </button>
            </>
          )}
          <ActionMenu label={t("wiki.actions", { title: page.title })} actions={actions} />
        </span>
      </div>
      <FailureNote failure={favourite.failure ?? watch.failure} />
    </header>
  );
};
