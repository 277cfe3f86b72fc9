import { Check, CloudOff, RefreshCw } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { useConnectionState } from "./useConnectionState.ts";

/** Quiet when all is well; otherwise says what is so. */
export const ConnectionBanner = () => {
  const { t } = useTranslation();
  const { state } = useConnectionState();
  const shown = {
    connecting: undefined,
    live: undefined,
    away: navigator.onLine
      ? { text: t("connection.away"), icon: <RefreshCw aria-hidden size={16} /> }
      : { text: t("connection.offline"), icon: <CloudOff aria-hidden size={16} /> },
    back: { text: t("connection.back"), icon: <Check aria-hidden size={16} /> },
  }[state];
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 lg:bottom-6">
      {shown && (
        <p
          className={`flex animate-rise items-center gap-2 rounded-full border border-line bg-raised px-4 py-2 text-small font-strong shadow-float ${state === "back" ? "text-good" : "text-warn"}`}
        >
          {shown.icon}
          {shown.text}
        </p>
      )}
    </output>
  );
};
