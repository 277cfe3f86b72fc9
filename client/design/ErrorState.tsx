import { CloudOff } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import type { FailureCode } from "../connection/clientReply.ts";
import { Button } from "./Button.tsx";

/** What happened, what is safe, what to do. */
export const ErrorState = ({ code, onRetry }: { code: FailureCode; onRetry: () => void }) => {
  const { t } = useTranslation();
  return (
    <div role="alert" className="grid justify-items-center gap-3 px-6 py-12 text-center">
      <CloudOff aria-hidden size={28} className="text-quiet" />
      <p className="text-lead font-strong">{t("error.title")}</p>
      <p className="max-w-prose text-quiet">{t(`refusal.${code}`)}</p>
      <p className="max-w-prose text-quiet">{t("error.safe")}</p>
      <Button onClick={onRetry}>{t("action.retry")}</Button>
    </div>
  );
};
