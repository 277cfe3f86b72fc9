import { type ReactNode, useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Button } from "./Button.tsx";

interface ConfirmButtonProps {
  label: string;
  question: string;
  isPending: boolean;
  onConfirm: () => void;
  children: ReactNode;
}

/** Asks once more, in the same place, before something is gone. */
export const ConfirmButton = ({
  label,
  question,
  isPending,
  onConfirm,
  children,
}: ConfirmButtonProps) => {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button look="quiet" aria-label={label} title={label} onClick={() => setAsking(true)}>
        {children}
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-small">{question}</span>
      <Button
        size="small"
        look="danger"
        isPending={isPending}
        // The button that was pressed is gone: the keyboard goes on from here.
        takesFocus
        onClick={() => {
          onConfirm();
          setAsking(false);
        }}
      >
        {t("action.remove")}
      </Button>
      <Button size="small" look="quiet" onClick={() => setAsking(false)}>
        {t("action.cancel")}
      </Button>
    </div>
  );
};
