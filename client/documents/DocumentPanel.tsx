import type { ReactNode } from "react";
import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { useWide } from "../design/useWide.ts";
import { CommentsPanel } from "./CommentsPanel.tsx";
import { HistoryPanel } from "./HistoryPanel.tsx";
import { SuggestionsPanel } from "./SuggestionsPanel.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { SidePanel } from "./SidePanel.tsx";
import type { DocumentTalk } from "./useDocumentTalk.ts";
import type { DocumentView, Panel } from "./useDocumentView.ts";

interface DocumentPanelProps {
  name: DocumentName;
  view: DocumentView;
  panel: Panel;
  userId: string | undefined;
  rights: Record<"mayEdit" | "mayComment" | "maySuggest" | "mayRemove", boolean>;
  talk: DocumentTalk;
  anchor: DocumentAnchor | undefined;
  chosen: string | undefined;
  onChoose: (threadId: string) => void;
  onAnchorDone: () => void;
  /** What else there is beside it. */
  children?: ReactNode;
}

const titles = {
  comments: "documentComment.title",
  suggestions: "suggestion.title",
  history: "version.title",
  share: "share.title",
  insights: "insights.title",
} as const;

/** What is said about a document, would be changed in it, was changed and may be done. */
export const DocumentPanel = ({
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
  children,
}: DocumentPanelProps) => {
  const { t } = useTranslation();
  const isWide = useWide();
  const { shown, go } = view;
  // On a phone the sheet makes room for what was chosen in it.
  const beside = isWide ? panel : undefined;
  return (
    <SidePanel
      key={panel}
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
          onPosted={({ id }) => {
            // It stands after all others: the list is whole from here on.
            void talk.comments.askAll();
            onChoose(id);
          }}
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
          onBegin={
            maySuggest && shown.what !== "suggesting"
              ? () => go({ panel: beside, shown: { what: "suggesting" } })
              : undefined
          }
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
      {children}
    </SidePanel>
  );
};
