import { BarChart3, Download, KeyRound, Trash2, Upload } from "lucide-react";
import { Link } from "react-router";
import { may } from "../../shared/members/policy.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { archivePath } from "./usePageExports.ts";
import type { Wiki } from "./useWiki.ts";
import { trashPath, wikiInsightsPath, wikiRightsPath } from "./wikiPaths.ts";

const toolStyle = `${buttonStyle({ size: "small", look: "quiet" })} whitespace-nowrap`;

interface WikiToolsProps {
  wiki: Wiki;
  onImport: () => void;
}

/** What else there is to do with a whole wiki, of what one may do. On phones one line, which moves sideways. */
export const WikiTools = ({ wiki, onImport }: WikiToolsProps) => {
  const { t } = useTranslation();
  const { slug, community, viewer, forest = [], mayMake } = wiki;
  return (
    <div className="-mx-4 -mt-3 flex gap-1 overflow-x-auto px-1 sm:-mx-3 sm:flex-wrap sm:px-0">
      {may(viewer, "page.insights") && (
        <Link to={wikiInsightsPath(slug)} className={toolStyle}>
          <BarChart3 aria-hidden size={16} />
          {t("insights.title")}
        </Link>
      )}
      {may(viewer, "community.edit") && (
        <Link to={wikiRightsPath(slug)} className={toolStyle}>
          <KeyRound aria-hidden size={16} />
          {t("wikiRights.title")}
        </Link>
      )}
      {viewer.userId !== undefined && (
        <Link to={trashPath(slug)} className={toolStyle}>
          <Trash2 aria-hidden size={16} />
          {t("wiki.trashName")}
        </Link>
      )}
      {community && forest.length > 0 && (
        <a href={archivePath(community.id)} download className={toolStyle}>
          <Download aria-hidden size={16} />
          {t("wiki.exportAll")}
        </a>
      )}
      {mayMake && (
        <Button size="small" look="quiet" onClick={onImport} className="whitespace-nowrap">
          <Upload aria-hidden size={16} />
          {t("wiki.import")}
        </Button>
      )}
    </div>
  );
};
