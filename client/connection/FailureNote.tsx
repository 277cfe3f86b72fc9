import { useTranslation } from "../language/useTranslation.ts";
import type { Failure } from "./clientReply.ts";

/** Why something was not done, at the place where it was tried. */
export const FailureNote = ({ failure }: { failure: Failure | undefined }) => {
  const { t } = useTranslation();
  if (!failure) {
    return undefined;
  }
  const wait = failure.retryAfter;
  return (
    <p role="alert" className="rounded-md border border-bad/40 bg-bad/8 px-3 py-2 text-bad">
      {t(`refusal.${failure.code}`)}
      {wait !== undefined && ` ${t("error.waitSeconds", { count: Math.ceil(wait) })}`}
    </p>
  );
};
