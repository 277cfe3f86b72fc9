import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { loginPath } from "../accounts/nextPath.ts";
import { useMe } from "../accounts/useMe.ts";
import { buttonStyle } from "./buttonStyle.ts";
import { useLookAgain } from "./useLookAgain.ts";
import { usePageTitle } from "./usePageTitle.ts";

/** For what is not there, and for what is not for these eyes: the two look the same. */
export const NotFound = () => {
  const { t } = useTranslation();
  const { isGuest } = useMe();
  usePageTitle(t("notFound.title"));
  useLookAgain();
  return (
    <div className="mx-auto grid max-w-lg justify-items-center gap-4 px-6 py-20 text-center">
      <svg viewBox="0 0 120 72" width="160" aria-hidden className="text-edge">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="5 5">
          <rect x="26" y="10" width="68" height="44" rx="8" />
          <path d="M40 26h40M40 38h24" />
        </g>
        <path d="M8 64h104" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <h1 className="text-title font-strong">{t("notFound.title")}</h1>
      <p className="text-quiet">{isGuest ? t("notFound.guest") : t("notFound.member")}</p>
      <div className="flex flex-wrap justify-center gap-3">
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          {t("action.goHome")}
        </Link>
        {isGuest && (
          <Link
            to={loginPath("login", window.location.pathname + window.location.search)}
            className={buttonStyle()}
          >
            {t("account.login")}
          </Link>
        )}
      </div>
    </div>
  );
};
