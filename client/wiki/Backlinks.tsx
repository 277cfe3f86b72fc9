import { FileText, Lightbulb } from "lucide-react";
import { Link } from "react-router";
import type { PageId } from "../../shared/protocol/ids.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { useAsk } from "../connection/useAsk.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { pagePath } from "./wikiPaths.ts";

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
        {value.links.map((link) => (
          <li key={link.id} className="flex min-h-9 items-center gap-2">
            {link.type === "page" ? (
              <FileText aria-hidden size={16} className="text-quiet" />
            ) : (
              <Lightbulb aria-hidden size={16} className="text-quiet" />
            )}
            {link.type === "page" ? (
              <Link to={pagePath(slug, link.id)} className="text-accent underline">
                {link.title}
              </Link>
            ) : (
              link.title
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
