import { BadgeCheck, FileText, Lightbulb } from "lucide-react";
import { Link } from "react-router";
import type { PageId } from "../../shared/protocol/ids.ts";
import { type Backlink, getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { useAsk } from "../connection/useAsk.ts";
import { ideaPath } from "../ideas/ideaPath.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { pagePath } from "./wikiPaths.ts";

const icons = { page: FileText, idea: Lightbulb, response: BadgeCheck };

const pathTo = (slug: string, link: Backlink): string => {
  if (link.type === "page") {
    return pagePath(slug, link.id);
  }
  const idea = ideaPath(slug, link.boardId, link.id);
  return link.type === "response" ? `${idea}#official` : idea;
};

/** What links here, of what one may see. */
export const Backlinks = ({ slug, pageId }: { slug: string; pageId: PageId }) => {
  const { t } = useTranslation();
  const { value } = useAsk(getBacklinks, { pageId });
  if (!value || value.links.length === 0) {
    return undefined;
  }
  return (
    <section aria-labelledby="backlinks" className="grid gap-2 border-t border-line pt-4">
      <h2 id="backlinks" className="font-strong">
        {t("wiki.backlinks")}
      </h2>
      <ul className="grid gap-1">
        {value.links.map((link) => {
          const Icon = icons[link.type];
          return (
            <li key={`${link.type}:${link.id}`} className="flex min-h-9 items-center gap-2">
              <Icon aria-hidden size={16} className="shrink-0 text-quiet" />
              <Link to={pathTo(slug, link)} className="text-accent underline">
                {link.type === "response"
                  ? t("wiki.backlinkAnswer", { title: link.title })
                  : link.title}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
