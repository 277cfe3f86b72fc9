import { PencilLine } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { includesRights } from "../../shared/documents/documentRights.ts";
import { may } from "../../shared/members/policy.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import { useMe } from "../accounts/useMe.ts";
import type { Action } from "../design/ActionMenu.tsx";
import { Button } from "../design/Button.tsx";
import { Outcome } from "../design/Outcome.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useWide } from "../design/useWide.ts";
import { DocumentPanel } from "../documents/DocumentPanel.tsx";
import { EditorSkeleton } from "../documents/EditorSkeleton.tsx";
import { useDeviceCopy } from "../documents/useDeviceCopy.ts";
import { useDocumentTalk } from "../documents/useDocumentTalk.ts";
import { useDocumentView } from "../documents/useDocumentView.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { ApprovalLine } from "./ApprovalLine.tsx";
import { Backlinks } from "./Backlinks.tsx";
import { InsightsPanel } from "./InsightsPanel.tsx";
import { PageHeader } from "./PageHeader.tsx";
import { PagesSheet } from "./PagesSheet.tsx";
import { PageTree } from "./PageTree.tsx";
import { RequestAccess } from "./RequestAccess.tsx";
import { seesApprovedOnly } from "./seesApprovedOnly.ts";
import { SharePanel } from "./SharePanel.tsx";
import { StaticText } from "./StaticText.tsx";
import { useTextFocus } from "./useTextFocus.ts";
import { usePageActions } from "./usePageActions.tsx";
import type { Wiki } from "./useWiki.ts";

const LiveDocument = lazy(async () => ({
  default: (await import("../documents/LiveDocument.tsx")).LiveDocument,
}));
const DocumentPreview = lazy(async () => ({
  default: (await import("../documents/DocumentPreview.tsx")).DocumentPreview,
}));
const UnsentNote = lazy(async () => ({
  default: (await import("../documents/UnsentNote.tsx")).UnsentNote,
}));

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
  const view = useDocumentView();
  // Absent for the moment before it is known.
  const wikiRights = wiki.community?.wikiRights;
  const { shown, go } = view;
  const [status, setStatus] = useState<HTMLElement | null>(null);
  const [anchor, setAnchor] = useState<DocumentAnchor>();
  const [chosenId, setChosen] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const { focusText, onEditor } = useTextFocus();
  const actions = usePageActions(wiki, page.communityId);
  const changed = useCallback(() => {
    void onChanged();
    void wiki.askAgain();
  }, [onChanged, wiki]);
  const isApprovedOnly = seesApprovedOnly(page);
  const talk = useDocumentTalk(name, changed, { isWanted: !isApprovedOnly });
  usePageTitle(page.title);

  const mayEdit = account !== undefined && page.rights === "edit";
  const isShut =
    isApprovedOnly ||
    (view.panel === "share" && !page.mayManage) ||
    (view.panel === "insights" && !mayEdit);
  const panel = isShut ? undefined : view.panel;
  const mayComment = account !== undefined && includesRights(page.rights, "comment");
  const maySuggest = account !== undefined && includesRights(page.rights, "suggest");
  const isUnsent = useDeviceCopy(name, account?.id, account !== undefined && !mayEdit);
  const mayRemove = may(wiki.viewer, "content.hide");
  const chosen = talk.threads?.find(({ id }) => id === chosenId);

  const hasTree = isWide && !panel;
  const tree = forest && { slug, forest, actions, current: page.id };
  const suggest = () => go({ panel, shown: { what: "suggesting" } });

  const more: Action[] = [
    ...(mayEdit && shown.what !== "suggesting"
      ? [{ id: "suggest", label: t("suggestion.begin"), run: suggest }]
      : []),
    ...(isApprovedOnly
      ? []
      : [
          {
            id: "authors",
            label: t("authors.title"),
            run: () => go({ panel, shown: { what: "authors" } }),
          },
        ]),
    ...(mayEdit
      ? [
          {
            id: "insights",
            label: t("insights.title"),
            run: () => go({ panel: "insights", shown }),
          },
        ]
      : []),
    ...(account && !mayEdit
      ? [{ id: "access", label: t("access.title"), run: () => setAsking(true) }]
      : []),
    ...actions.of(page).filter(({ id }) => id !== "favourite"),
  ];

  return (
    <div
      className={`mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-[80rem] items-start gap-x-8 px-4 sm:px-8 ${panel ? "xl:grid-cols-[minmax(0,1fr)_20rem]" : "xl:grid-cols-[13rem_minmax(0,1fr)]"}`}
    >
      {hasTree && (
        <nav
          aria-label={t("wiki.pages")}
          className="sticky top-0 max-h-dvh overflow-y-auto py-8 text-small"
        >
          {tree && <PageTree {...tree} />}
        </nav>
      )}
      <article className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 py-6 sm:py-8">
        <PageHeader
          slug={slug}
          page={page}
          above={above}
          userId={account?.id}
          view={isApprovedOnly ? undefined : view}
          counts={talk.counts}
          actions={more}
          tree={!hasTree && tree && <PagesSheet {...tree} />}
          onTitleDone={focusText}
          onChanged={changed}
        >
          <ApprovalLine
            page={page}
            mayApprove={may(wiki.viewer, "page.approve")}
            onChanged={changed}
          />
          <span ref={setStatus} className="ml-auto flex min-h-8 items-center gap-4" />
          {maySuggest && !mayEdit && shown.what === "text" && (
            <Button size="small" onClick={suggest}>
              <PencilLine aria-hidden size={16} />
              {t("suggestion.begin")}
            </Button>
          )}
        </PageHeader>
        {isUnsent && account && shown.what !== "suggesting" && (
          <Suspense>
            <UnsentNote name={name} me={account} maySuggest={maySuggest} onSuggest={suggest} />
          </Suspense>
        )}
        {view.outcome !== undefined && <Outcome text={view.outcome} />}
        <Suspense fallback={<EditorSkeleton />}>
          {shown.what !== "text" && shown.what !== "suggesting" && (
            <DocumentPreview
              name={name}
              shown={shown}
              userId={account?.id}
              mayEdit={mayEdit}
              versions={talk.kept}
              onDone={(outcome) => {
                talk.askAgain();
                go({ panel, outcome });
              }}
            />
          )}
          {account && mayComment ? (
            <LiveDocument
              // Other rights are another line to the server.
              key={`${page.rights} ${account.id}`}
              name={name}
              label={t("wiki.text")}
              communityId={page.communityId}
              me={account}
              mayEdit={mayEdit}
              shown={shown}
              status={status}
              threads={talk.threads}
              chosen={chosen}
              onChoose={(id) => {
                setChosen(id);
                go({ panel: "comments", shown });
              }}
              onComment={(marked) => {
                setAnchor(marked);
                go({ panel: "comments", shown });
              }}
              onSuggested={(outcome) => {
                talk.askAgain();
                go({ panel: "suggestions", outcome });
              }}
              onEditor={onEditor}
              onClosed={changed}
            />
          ) : (
            shown.what === "text" && (
              <StaticText name={name} now={page.approval?.at ?? page.updatedAt} />
            )
          )}
        </Suspense>
        <Backlinks slug={slug} pageId={page.id} />
      </article>
      {panel && (
        <DocumentPanel
          name={name}
          view={view}
          panel={panel}
          userId={account?.id}
          rights={{ mayEdit, mayComment, maySuggest, mayRemove }}
          talk={talk}
          anchor={anchor}
          chosen={chosenId}
          onChoose={setChosen}
          onAnchorDone={() => setAnchor(undefined)}
        >
          {panel === "insights" && <InsightsPanel pageId={page.id} title={page.title} />}
          {panel === "share" && page.mayManage && wikiRights && (
            <SharePanel page={page} above={above} wikiRights={wikiRights} onChanged={changed} />
          )}
        </DocumentPanel>
      )}
      {isAsking && (
        <RequestAccess pageId={page.id} has={page.rights} onClose={() => setAsking(false)} />
      )}
      {actions.dialogs}
    </div>
  );
};
