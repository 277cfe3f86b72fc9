import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Page, PageNode } from "../../shared/wiki/page.ts";
import type { WikiRights } from "../../shared/wiki/pageRights.ts";
import { useWide } from "../design/useWide.ts";
import { CommentsPanel } from "../documents/CommentsPanel.tsx";
import { HistoryPanel } from "../documents/HistoryPanel.tsx";
import { SuggestionsPanel } from "../documents/SuggestionsPanel.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { SharePanel } from "./SharePanel.tsx";
import { SidePanel } from "./SidePanel.tsx";
import type { PageTalk } from "./usePageTalk.ts";
import type { PageView, Panel } from "./usePageView.ts";

interface PagePanelProps {
  page: Page;
  above: readonly PageNode[];
  /** What the community allows; absent for the moment before it is known. */
  wikiRights: WikiRights | undefined;
  name: DocumentName;
  view: PageView;
  panel: Panel;
  userId: string | undefined;
  rights: Record<"mayEdit" | "mayComment" | "maySuggest" | "mayRemove", boolean>;
  talk: PageTalk;
  anchor: DocumentAnchor | undefined;
  chosen: string | undefined;
  onChoose: (threadId: string) => void;
  onAnchorDone: () => void;
  onChanged: () => void;
}

const titles = {
  comments: "documentComment.title",
  suggestions: "suggestion.title",
  history: "version.title",
  share: "share.title",
} as const;

/** What is said about a page, would be changed in it, was changed and may be done. */
export const PagePanel = ({
  page,
  above,
  wikiRights,
  name,
  view,
  panel,
  userId,
  rights: { mayEdit, mayComment, maySuggest, mayRemove },
  talk,
  anchor,
  chosen,
  onChoose,
  onAnchorDone,
  onChanged,
}: PagePanelProps) => {
  const { t } = useTranslation();
  const isWide = useWide();
  const { shown, go } = view;
  // On a phone the sheet makes room for what was chosen in it.
  const beside = isWide ? panel : undefined;
  return (
    <SidePanel
      title={t(titles[panel])}
      onClose={() => {
        onAnchorDone();
        go({ shown });
      }}
    >
      {panel === "comments" && (
        <CommentsPanel
          name={name}
          userId={userId}
          mayComment={mayComment}
          mayEdit={mayEdit}
          mayRemove={mayRemove}
          anchor={anchor}
          onAnchorDone={onAnchorDone}
          threads={talk.threads}
          hasMore={talk.comments.hasMore}
          onMore={talk.comments.loadMore}
          onChanged={() => void talk.comments.askAgain()}
          chosen={chosen}
          onChoose={({ id }) => {
            onChoose(id);
            go({ panel: beside });
          }}
        />
      )}
      {panel === "suggestions" && (
        <SuggestionsPanel
          asked={talk.suggestions}
          maySuggest={maySuggest}
          chosen={shown.what === "suggestion" ? shown.id : undefined}
          onChoose={({ id }) => go({ panel: beside, shown: { what: "suggestion", id } })}
        />
      )}
      {panel === "history" && (
        <HistoryPanel
          name={name}
          asked={talk.versions}
          mayEdit={mayEdit}
          chosen={shown.what === "version" ? shown.id : undefined}
          onChoose={({ id }) => go({ panel: beside, shown: { what: "version", id } })}
        />
      )}
      {panel === "share" && page.mayManage && wikiRights && (
        <SharePanel page={page} above={above} wikiRights={wikiRights} onChanged={onChanged} />
      )}
    </SidePanel>
  );
};
