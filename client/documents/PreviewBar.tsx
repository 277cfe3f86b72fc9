import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../language/useTranslation.ts";

interface PreviewBarProps {
  title: string;
  note?: string | undefined;
  onClose: () => void;
  children?: ReactNode;
}

/** Says that what stands below is not the text as it is, and what can be done about it. */
export const PreviewBar = ({ title, note, onClose, children }: PreviewBarProps) => {
  const { t } = useTranslation();
  return (
    <div className="sticky top-0 z-20 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 rounded-lg border border-info/40 bg-raised p-3">
      <div className="min-w-0 pl-1">
        <p className="font-strong wrap-anywhere">{title}</p>
        {note !== undefined && note !== "" && <p className="text-small text-quiet">{note}</p>}
      </div>
      <button
        type="button"
        aria-label={t("action.close")}
        onClick={onClose}
        className="grid size-11 place-items-center self-start rounded-md text-quiet hover:bg-sunken hover:text-text"
      >
        <X aria-hidden size={18} />
      </button>
      {children !== undefined && (
        <div className="col-span-2 flex flex-wrap items-center gap-2 empty:hidden">{children}</div>
      )}
    </div>
  );
};
