import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import { useTranslation } from "../language/useTranslation.ts";
import { wikiPath } from "./wikiPaths.ts";

/** The head of a screen that stands beside a wiki's pages, with the way back to them. */
export const WikiBesideHeader = ({
  slug,
  title,
  lead,
}: {
  slug: string;
  title: string;
  lead: string;
}) => {
  const { t } = useTranslation();
  return (
    <header className="grid gap-2">
      <Link
        to={wikiPath(slug)}
        className="inline-flex min-h-9 items-center gap-2 justify-self-start text-small text-quiet hover:text-text"
      >
        <ArrowLeft aria-hidden size={16} />
        {t("wiki.name")}
      </Link>
      <h1 className="text-title font-strong">{title}</h1>
      <p className="text-quiet">{lead}</p>
    </header>
  );
};
