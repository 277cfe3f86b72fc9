import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";

export const Logo = () => {
  const { t } = useTranslation();
  return (
    <Link to="/" className="flex min-h-9 items-center gap-2 font-strong">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-on-accent"
        >
          <path d="M9 20.5 16 9l7 11.5" />
          <path d="M9 25h14" />
        </g>
      </svg>
      {t("app.name")}
    </Link>
  );
};
