import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Dialog } from "../design/Dialog.tsx";
import { useWide } from "../design/useWide.ts";
import { useTranslation } from "../language/useTranslation.ts";

interface SidePanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What stands beside a text: a column on desks, a sheet on phones. Closed, it gives the focus back to what opened it. */
export const SidePanel = ({ title, onClose, children }: SidePanelProps) => {
  const { t } = useTranslation();
  const isWide = useWide();
  const [opener] = useState(() => document.activeElement);
  if (!isWide) {
    return (
      <Dialog title={title} onClose={onClose}>
        {children}
      </Dialog>
    );
  }
  return (
    <aside
      aria-label={title}
      className="sticky top-0 grid max-h-dvh content-start gap-4 overflow-y-auto py-6 pl-1"
    >
      <div className="flex items-center justify-between">
        <h2 className="text-lead font-strong">{title}</h2>
        <button
          type="button"
          aria-label={t("action.close")}
          onClick={() => {
            onClose();
            if (opener instanceof HTMLElement) {
              opener.focus();
            }
          }}
          className="grid size-11 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
        >
          <X aria-hidden size={20} />
        </button>
      </div>
      {children}
    </aside>
  );
};
