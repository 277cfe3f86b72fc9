import { lazy, Suspense, useCallback, useState } from "react";
import { documentName } from "../../shared/documents/documentName.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { useMe } from "../accounts/useMe.ts";
import type { Action } from "../design/ActionMenu.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useWide } from "../design/useWide.ts";
import { EditorSkeleton } from "../documents/EditorSkeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { PageHeader } from "./PageHeader.tsx";
import { PagePanel } from "./PagePanel.tsx";
import { PageTree } from "./PageTree.tsx";
import { RequestAccess } from "./RequestAccess.tsx";
import { usePageActions } from "./usePageActions.tsx";
import { usePageView } from "./usePageView.ts";
import type { Wiki } from "./useWiki.ts";

const LivePage = lazy(async () => ({ default: (await import("./LivePage.tsx")).LivePage }));

interface PageScreenProps {
  wiki: Wiki;
  page: Page;
  above: readonly PageNode[];
  onChanged: () => Promise<void>;
}

/** One page: its text in the middle, the other pages or what is said about it at the side. */
export const PageScreen = ({ wiki, page, above, onChanged }: PageScreenProps) => {
  const { t } = useTranslation();
  const { account } = useMe();
  const { slug, forest } = wiki;
  const name = documentName({ type: "page", id: page.id });
  const isWide = useWide();
  const view = usePageView();
  const { panel, go } = view;
  const [status, setStatus] = useState<HTMLElement | null>(null);
  const [isAsking, setAsking] = useState(false);
  const actions = usePageActions(wiki, page.communityId);
  const changed = useCallback(() => {
    void onChanged();
    void wiki.askAgain();
  }, [onChanged, wiki]);
  usePageTitle(page.title);

  const mayEdit = account !== undefined && page.rights === "edit";
  const more: Action[] = [
    ...(account && !mayEdit
      ? [{ id: "access", label: t("access.title"), run: () => setAsking(true) }]
      : []),
    ...actions.of(page).filter(({ id }) => id !== "favourite"),
  ];

  return (
    <div
      className={`mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-[80rem] items-start gap-x-8 px-4 sm:px-8 ${panel ? "xl:grid-cols-[minmax(0,1fr)_20rem]" : "xl:grid-cols-[13rem_minmax(0,1fr)]"}`}
    >
      {isWide && !panel && (
        <nav
          aria-label={t("wiki.pages")}
          className="sticky top-0 max-h-dvh overflow-y-auto py-8 text-small"
        >
          {forest && <PageTree slug={slug} forest={forest} actions={actions} current={page.id} />}
        </nav>
      )}
      <article className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 py-6 sm:py-8">
        <PageHeader
          slug={slug}
          page={page}
          above={above}
          userId={account?.id}
          view={view}
          actions={more}
          onChanged={changed}
        >
          <span ref={setStatus} className="ml-auto flex min-h-8 items-center gap-4" />
        </PageHeader>
        <Suspense fallback={<EditorSkeleton />}>
          <LivePage
            // Other rights are another line to the server.
            key={`${page.rights} ${account?.id}`}
            name={name}
            communityId={page.communityId}
            me={account}
            mayEdit={mayEdit}
            status={status}
            onClosed={changed}
          />
        </Suspense>
      </article>
      {panel && page.mayManage && (
        <PagePanel page={page} onChanged={changed} onClose={() => go({})} />
      )}
      {isAsking && (
        <RequestAccess pageId={page.id} has={page.rights} onClose={() => setAsking(false)} />
      )}
      {actions.dialogs}
    </div>
  );
};
