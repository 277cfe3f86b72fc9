import { Link } from "react-router";
import type { PageNode } from "../../shared/wiki/page.ts";
import { useTranslation } from "../language/useTranslation.ts";

const chip =
  "inline-flex min-h-9 items-center whitespace-nowrap rounded-full border border-edge/60 px-3 text-small hover:bg-sunken aria-[current=true]:border-accent aria-[current=true]:bg-accent/12 aria-[current=true]:font-strong aria-[current=true]:text-accent pointer-coarse:min-h-11";

/** The labels that pages have, each a filter that stands in the address. */
export const LabelFilter = ({
  pages,
  chosen,
}: {
  pages: readonly PageNode[];
  chosen: string | undefined;
}) => {
  const { t } = useTranslation();
  const labels = [...new Set(pages.flatMap((page) => page.labels))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  if (labels.length === 0) {
    return undefined;
  }
  return (
    <nav
      aria-label={t("wiki.labels")}
      className="-mx-4 -my-1 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      <Link to="?" replace aria-current={chosen === undefined} className={chip}>
        {t("wiki.all")}
      </Link>
      {labels.map((label) => (
        <Link
          key={label}
          to={`?label=${encodeURIComponent(label)}`}
          replace
          aria-current={chosen === label}
          className={chip}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
};
