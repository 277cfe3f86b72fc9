import { Check, PencilLine } from "lucide-react";
import { useCallback, useState } from "react";
import { createPortal } from "react-dom";
import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { may } from "../../shared/members/policy.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { Button } from "../design/Button.tsx";
import { focusOnce } from "../design/focusOnce.ts";
import { Outcome } from "../design/Outcome.tsx";
import { useWide } from "../design/useWide.ts";
import { DocumentPanel } from "../documents/DocumentPanel.tsx";
import { DocumentPreview } from "../documents/DocumentPreview.tsx";
import { LiveDocument } from "../documents/LiveDocument.tsx";
import { PanelTabs } from "../documents/PanelTab.tsx";
import { useDocumentTalk } from "../documents/useDocumentTalk.ts";
import type { DocumentView } from "../documents/useDocumentView.ts";
import { useTranslation } from "../language/useTranslation.ts";
import type { Viewer } from "../members/viewer.ts";
import { useLeaving } from "./useLeaving.ts";

interface IdeaWorkshopProps {
  idea: Idea;
  /** Of its text as it is read. */
  rev: number | undefined;
  communityId: CommunityId;
  me: { id: UserId; name: string };
  rights: Exclude<DocumentRights, "read">;
  viewer: Viewer;
  view: DocumentView;
  beside: HTMLElement | null;
  /** Opened by pressing what is gone now: the keyboard goes on from here. */
  takesFocus: boolean;
  onDone: () => void;
}

/** An idea's text while it is worked on, with what is said about it and suggested. */
export const IdeaWorkshop = ({
  idea,
  rev,
  communityId,
  me,
  rights,
  viewer,
  view,
  beside,
  takesFocus,
  onDone,
}: IdeaWorkshopProps) => {
  const { t } = useTranslation();
  const isWide = useWide();
  const name = documentName({ type: "idea", id: idea.id });
  const { shown, go } = view;
  const isOfPages = view.panel === "share" || view.panel === "insights";
  const panel = isOfPages ? undefined : view.panel;
  const [status, setStatus] = useState<HTMLElement | null>(null);
  const [anchor, setAnchor] = useState<DocumentAnchor>();
  const [chosenId, setChosen] = useState<string>();
  const { isLeaving, leave, setUnsaved } = useLeaving(rev, onDone);
  // What one may do with the idea comes with the idea itself.
  const talk = useDocumentTalk(
    name,
    useCallback(() => undefined, []),
  );
  const mayEdit = rights === "edit";
  const panelElement = panel && (
    <DocumentPanel
      name={name}
      view={view}
      panel={panel}
      userId={me.id}
      rights={{
        mayEdit,
        mayComment: true,
        maySuggest: rights !== "comment",
        mayRemove: may(viewer, "content.hide"),
      }}
      talk={talk}
      anchor={anchor}
      chosen={chosenId}
      onChoose={setChosen}
      onAnchorDone={() => setAnchor(undefined)}
    />
  );
  return (
    <section
      {...(takesFocus && { ref: focusOnce, tabIndex: -1 })}
      data-quiet-focus
      aria-label={t("idea.text")}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <div className="-ml-3 flex flex-wrap items-center">
          <PanelTabs view={view} counts={talk.counts} />
        </div>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          <span ref={setStatus} className="flex min-h-8 items-center gap-3" />
          {!mayEdit && shown.what === "text" && (
            <Button
              size="small"
              look="quiet"
              onClick={() => go({ panel, shown: { what: "suggesting" } })}
            >
              <PencilLine aria-hidden size={16} />
              {t("suggestion.begin")}
            </Button>
          )}
          <Button size="small" isPending={isLeaving} onClick={leave}>
            <Check aria-hidden size={16} />
            {t("idea.textDone")}
          </Button>
        </div>
      </div>
      {shown.what !== "text" && shown.what !== "suggesting" && (
        <DocumentPreview
          name={name}
          shown={shown}
          userId={me.id}
          mayEdit={mayEdit}
          versions={talk.kept}
          onDone={(outcome) => {
            talk.askAgain();
            go({ panel, outcome });
          }}
        />
      )}
      {view.outcome !== undefined && <Outcome text={view.outcome} />}
      <LiveDocument
        name={name}
        label={t("idea.text")}
        isSmall
        communityId={communityId}
        me={me}
        mayEdit={mayEdit}
        shown={shown}
        status={status}
        threads={talk.threads}
        chosen={talk.threads?.find(({ id }) => id === chosenId)}
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
        onUnsaved={setUnsaved}
        onClosed={talk.askAgain}
      />
      {isWide && beside ? createPortal(panelElement, beside) : panelElement}
    </section>
  );
};
