import { History, MessageSquare, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import type { DocumentTalk } from "./useDocumentTalk.ts";
import type { DocumentView, Panel } from "./useDocumentView.ts";

export const panelTabStyle =
  "inline-flex min-h-9 items-center gap-2 rounded-md px-3 text-small text-quiet hover:bg-sunken hover:text-text aria-pressed:bg-accent/12 aria-pressed:font-strong aria-pressed:text-accent pointer-coarse:min-h-11";

interface PanelTabProps {
  view: DocumentView;
  panel: Panel;
  icon: ReactNode;
  label: string;
  /** How many there are, as it is shown; absent where there are none. */
  count?: string | undefined;
}

/** Opens what stands beside a document, and closes it. */
export const PanelTab = ({ view, panel, icon, label, count }: PanelTabProps) => (
  <button
    type="button"
    aria-pressed={view.panel === panel}
    onClick={() => view.go({ panel: view.panel === panel ? undefined : panel, shown: view.shown })}
    className={panelTabStyle}
  >
    {icon}
    {label}
    {count !== undefined && <span className="tabular-nums">{count}</span>}
  </button>
);

interface PanelTabsProps {
  view: DocumentView;
  counts: DocumentTalk["counts"];
}

/** What every document has beside it. */
export const PanelTabs = ({ view, counts }: PanelTabsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <PanelTab
        view={view}
        panel="comments"
        icon={<MessageSquare aria-hidden size={16} />}
        label={t("documentComment.title")}
        count={counts.comments}
      />
      <PanelTab
        view={view}
        panel="suggestions"
        icon={<PencilLine aria-hidden size={16} />}
        label={t("suggestion.title")}
        count={counts.suggestions}
      />
      <PanelTab
        view={view}
        panel="history"
        icon={<History aria-hidden size={16} />}
        label={t("version.title")}
      />
    </>
  );
};
