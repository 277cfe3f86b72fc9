import { Lock } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";

/** Beside the name of what only members see. */
export const PrivateMark = ({ visibility }: { visibility: "public" | "private" }) => {
  const { t } = useTranslation();
  return (
    visibility === "private" && (
      <span title={t("visibility.private")}>
        <Lock aria-hidden size={16} />
        <span className="sr-only">{t("visibility.private")}</span>
      </span>
    )
  );
};
