import { BarChart3, BookOpen, Download, KeyRound, Plus, Trash2, Upload } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { may } from "../../shared/members/policy.ts";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { LabelFilter } from "./LabelFilter.tsx";
import { PageList, PageTree } from "./PageTree.tsx";
import { usePageActions } from "./usePageActions.tsx";
import { archivePath } from "./usePageExports.ts";
import { useWiki } from "./useWiki.ts";
import { trashPath, wikiInsightsPath, wikiRightsPath } from "./wikiPaths.ts";

/** All pages of a community's wiki. */
export const WikiHomePage = () => {
  const { t } = useTranslation();
  const wiki = useWiki();
  const { slug, community, viewer, pages, forest, mayMake, failure, retry } = wiki;
  const actions = usePageActions(wiki, community?.id);
  const [search] = useSearchParams();
  usePageTitle(t("wiki.name"));

  if (failure) {
    return <CommunityUnknown failure={failure} onRetry={retry} />;
  }
  const label = search.get("label");
  const labelled = pages?.filter(({ labels }) => label !== null && labels.includes(label));
  const favourites = pages?.filter(({ isFavourite }) => isFavourite) ?? [];
  const shared = { slug, actions, isFull: true };
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-6 px-4 py-6 sm:px-8 sm:py-10">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-title font-strong">{t("wiki.name")}</h1>
        <div className="flex flex-wrap gap-2">
          {may(viewer, "page.insights") && (
            <Link
              to={wikiInsightsPath(slug)}
              className={buttonStyle({ size: "small", look: "quiet" })}
            >
              <BarChart3 aria-hidden size={16} />
              {t("insights.title")}
            </Link>
          )}
          {may(viewer, "community.edit") && (
            <Link
              to={wikiRightsPath(slug)}
              className={buttonStyle({ size: "small", look: "quiet" })}
            >
              <KeyRound aria-hidden size={16} />
              {t("wikiRights.title")}
            </Link>
          )}
          {viewer.userId !== undefined && (
            <Link to={trashPath(slug)} className={buttonStyle({ size: "small", look: "quiet" })}>
              <Trash2 aria-hidden size={16} />
              {t("wiki.trashName")}
            </Link>
          )}
          {community && forest && forest.length > 0 && (
            <a
              href={archivePath(community.id)}
              download
              className={buttonStyle({ size: "small", look: "quiet" })}
            >
              <Download aria-hidden size={16} />
              {t("wiki.exportAll")}
            </a>
          )}
          {mayMake && (
            <Button size="small" look="quiet" onClick={() => actions.takeIn()}>
              <Upload aria-hidden size={16} />
              {t("wiki.import")}
            </Button>
          )}
          {mayMake && (
            <Button look="primary" onClick={() => actions.create()}>
              <Plus aria-hidden size={18} />
              {t("wiki.create")}
            </Button>
          )}
        </div>
      </header>
      {!forest && (
        <div aria-busy className="grid gap-3">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-6 w-1/2" />
          <Skeleton className="h-6 w-3/5" />
          <Skeleton className="h-6 w-2/5" />
        </div>
      )}
      {forest?.length === 0 && (
        <EmptyState
          icon={<BookOpen aria-hidden size={32} />}
          title={t("wiki.empty")}
          action={
            mayMake && (
              <Button look="primary" onClick={() => actions.create()}>
                {t("wiki.create")}
              </Button>
            )
          }
        >
          <p>{mayMake ? t("wiki.emptyHelp") : t("wiki.emptyReader")}</p>
        </EmptyState>
      )}
      {pages && <LabelFilter pages={pages} chosen={label ?? undefined} />}
      {label === null && favourites.length > 0 && (
        <section aria-labelledby="favourites" className="grid gap-2">
          <h2 id="favourites" className="font-strong">
            {t("wiki.favourites")}
          </h2>
          <PageList {...shared} pages={favourites} />
        </section>
      )}
      {forest && forest.length > 0 && (
        <section aria-label={t("wiki.pages")} className="grid gap-2">
          {labelled && label !== null ? (
            <PageList {...shared} pages={labelled} />
          ) : (
            <>
              {favourites.length > 0 && <h2 className="font-strong">{t("wiki.pages")}</h2>}
              <PageTree {...shared} forest={forest} />
            </>
          )}
        </section>
      )}
      {actions.dialogs}
    </div>
  );
};
