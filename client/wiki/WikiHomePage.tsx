import { BookOpen, Plus } from "lucide-react";
import { useSearchParams } from "react-router";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { Button } from "../design/Button.tsx";
import { EmptyState } from "../design/EmptyState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { LabelFilter } from "./LabelFilter.tsx";
import { PageList, PageTree } from "./PageTree.tsx";
import { usePageActions } from "./usePageActions.tsx";
import { useWiki } from "./useWiki.ts";
import { WikiTools } from "./WikiTools.tsx";

/** All pages of a community's wiki. */
export const WikiHomePage = () => {
  const { t } = useTranslation();
  const wiki = useWiki();
  const { slug, community, pages, forest, mayMake, failure, retry } = wiki;
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
      <header className="flex items-center justify-between gap-4">
        <h1 className="text-title font-strong">{t("wiki.name")}</h1>
        {mayMake && (
          <Button look="primary" onClick={() => actions.create()}>
            <Plus aria-hidden size={18} />
            {t("wiki.create")}
          </Button>
        )}
      </header>
      <WikiTools wiki={wiki} onImport={() => actions.takeIn()} />
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
            labelled.length > 0 ? (
              <PageList {...shared} pages={labelled} />
            ) : (
              <p className="text-quiet">{t("wiki.noLabelled")}</p>
            )
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
