import { useLayoutEffect, useRef } from "react";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";

/** Only while it has it: what can always have the keyboard takes it from the text at each click. */
const lendFocus = (element: HTMLElement) => {
  element.tabIndex = -1;
  element.focus();
  element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
};

interface UnansweredProps {
  isRetrying: boolean;
  onRetry: () => void;
}

/** Nobody answered, so nobody knows whether it is there. The keyboard goes on from what comes in its place. */
export const Unanswered = ({ isRetrying, onRetry }: UnansweredProps) => {
  const { t } = useTranslation();
  const note = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = note;
    const place = current?.closest<HTMLElement>(".document-embed");
    return () => {
      if (place && current?.contains(document.activeElement) === true) {
        lendFocus(place);
      }
    };
  }, []);
  return (
    <div ref={note} className="flex flex-wrap items-center gap-3 pr-11 text-small text-quiet">
      <p>{t("editor.embedUnanswered")}</p>
      <Button size="small" isPending={isRetrying} onClick={onRetry}>
        {t("action.retry")}
      </Button>
    </div>
  );
};
