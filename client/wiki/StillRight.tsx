import { type PageInsights, STALE_DAYS } from "../../shared/wiki/insights.ts";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { ConfirmPage, type ConfirmPageProps } from "./ConfirmPage.tsx";

interface StillRightProps extends ConfirmPageProps, Pick<PageInsights, "isStale"> {
  confirmed: PageInsights["confirmed"];
}

/** Whether a page has been left to itself, who last said that it is right, and saying so. */
export const StillRight = ({ isStale, confirmed, ...about }: StillRightProps) => {
  const { t } = useTranslation();
  return (
    <section className="grid gap-3 border-y border-line py-4">
      {isStale && <p className="text-warn">{t("insights.stale", { days: STALE_DAYS })}</p>}
      {confirmed && (
        <p className="text-small text-quiet">
          {t("insights.confirmedBy", { name: confirmed.by.name })} <Time at={confirmed.at} />
        </p>
      )}
      <ConfirmPage {...about} look={isStale ? "primary" : "plain"} />
    </section>
  );
};
