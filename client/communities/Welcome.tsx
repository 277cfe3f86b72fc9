import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { buttonStyle } from "../design/buttonStyle.ts";

const steps = ["said", "heard", "answered", "built"] as const;

/** What this place is, for whoever comes for the first time. */
export const Welcome = () => {
  const { t } = useTranslation();
  return (
    <section className="grid gap-6 border-b border-line pb-10">
      <h1 className="max-w-2xl text-title font-strong sm:text-display">{t("welcome.title")}</h1>
      <p className="max-w-2xl text-lead text-quiet">{t("welcome.lead")}</p>
      <div className="flex flex-wrap gap-3">
        <Link to="/register" className={buttonStyle({ look: "primary" })}>
          {t("account.register")}
        </Link>
        <Link to="/login" className={buttonStyle()}>
          {t("account.login")}
        </Link>
      </div>
      <ol className="mt-2 grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map((step, index) => (
          <li key={step} className="border-t-2 border-accent pt-3">
            <p className="font-strong">
              <span className="mr-2 text-accent tabular-nums">{index + 1}</span>
              {t(`welcome.${step}`)}
            </p>
            <p className="text-small text-quiet">{t(`welcome.${step}Help`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};
