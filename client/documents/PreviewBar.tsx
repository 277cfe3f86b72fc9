import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWide } from "../design/useWide.ts";
import { useTranslation } from "../language/useTranslation.ts";

interface PreviewBarProps {
  title: string;
  note?: string | undefined;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * Says that what stands below is not the text as it is, and what can be done about it. On desks it leaves the
 * keyboard where it is, and closed gives it back there; on phones what opened it has made room for it.
 */
export const PreviewBar = ({ title, note, onClose, children }: PreviewBarProps) => {
  const { t } = useTranslation();
  const isWide = useWide();
  const [opener] = useState(() => document.activeElement);
  const bar = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isWide) {
      return undefined;
    }
    // After the sheet that made room has given the keyboard back.
    const frame = requestAnimationFrame(() => {
      if (bar.current?.contains(document.activeElement) === false) {
        words.current?.focus();
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [isWide]);
  return (
    <div
      ref={bar}
      className="sticky top-0 z-20 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 rounded-lg border border-info/40 bg-raised p-3"
    >
      <div className="min-w-0 pl-1">
        <p ref={words} tabIndex={-1} data-quiet-focus className="font-strong wrap-anywhere">
          {title}
        </p>
        {note !== undefined && note !== "" && <p className="text-small text-quiet">{note}</p>}
      </div>
      <button
        type="button"
        aria-label={t("action.close")}
        onClick={() => {
          onClose();
          if (opener instanceof HTMLElement) {
            opener.focus();
          }
        }}
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
