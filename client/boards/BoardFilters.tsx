import { useEffect, useRef } from "react";
import { X } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { type BoardFilter, searchOf } from "./boardFilter.ts";

const chip =
  "inline-flex min-h-9 items-center gap-1 rounded-full border border-edge/60 px-3 text-small whitespace-nowrap hover:border-edge aria-[current=true]:border-accent aria-[current=true]:bg-accent/12 aria-[current=true]:text-accent aria-[current=true]:font-strong";

const hrefOf = (filter: BoardFilter) => searchOf(filter) || "?";

/** What is shown and in which order, as links: every view of a board has its own address. */
export const BoardFilters = ({ filter }: { filter: BoardFilter }) => {
  const { t } = useTranslation();
  const { status: _, ...anyStatus } = filter;
  const { tag, ...anyTag } = filter;
  const statuses = useRef<HTMLUListElement>(null);

  // On a phone the chips run out of sight at the right; the one in force is brought back.
  useEffect(() => {
    const list = statuses.current;
    const current = list?.querySelector<HTMLElement>(`[data-status="${filter.status ?? ""}"]`);
    if (list && current) {
      list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
    }
  }, [filter.status]);

  return (
    <nav
      aria-label={t("board.filters")}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 sm:px-0"
    >
      <ul className="flex rounded-md border border-edge/60 bg-raised p-0.5">
        {IdeaSort.options.map((sort) => (
          <li key={sort}>
            <Link
              to={hrefOf({ ...filter, sort })}
              replace
              aria-current={filter.sort === sort}
              className="inline-flex min-h-9 items-center rounded-sm px-3 text-small aria-[current=true]:bg-accent aria-[current=true]:text-on-accent aria-[current=true]:font-strong"
            >
              {t(`sort.${sort}`)}
            </Link>
          </li>
        ))}
      </ul>
      <ul
        ref={statuses}
        className="relative -mx-4 flex max-w-[100vw] gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        <li>
          <Link
            to={hrefOf(anyStatus)}
            replace
            data-status=""
            aria-current={filter.status === undefined}
            className={chip}
          >
            {t("board.anyStatus")}
          </Link>
        </li>
        {IdeaStatus.options.map((status) => (
          <li key={status}>
            <Link
              to={hrefOf({ ...filter, status })}
              replace
              data-status={status}
              aria-current={filter.status === status}
              className={chip}
            >
              {t(`status.${status}`)}
            </Link>
          </li>
        ))}
      </ul>
      {tag !== undefined && (
        <Link
          to={hrefOf(anyTag)}
          replace
          aria-current
          aria-label={t("board.dropTag", { tag })}
          className={chip}
        >
          #{tag}
          <X aria-hidden size={14} />
        </Link>
      )}
    </nav>
  );
};
