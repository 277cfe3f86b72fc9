import { useRef } from "react";
import { X } from "lucide-react";
import { useTranslation } from "../language/useTranslation.ts";
import { Link } from "react-router";
import { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { ChipRow } from "../design/ChipRow.tsx";
import { chipStyle } from "../design/chipStyle.ts";
import { chosenIn } from "../design/chosenIn.ts";
import { type BoardFilter, searchOf } from "./boardFilter.ts";

const hrefOf = (filter: BoardFilter) => searchOf(filter) || "?";

/** What is shown and in which order, as links: every view of a board has its own address. */
export const BoardFilters = ({ filter }: { filter: BoardFilter }) => {
  const { t } = useTranslation();
  const { status: _, ...anyStatus } = filter;
  const { tag, ...anyTag } = filter;
  const filters = useRef<HTMLElement>(null);

  return (
    <nav
      ref={filters}
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
      <ChipRow
        chosen={filter.status ?? ""}
        chips={[
          {
            value: "",
            label: t("board.anyStatus"),
            to: hrefOf(anyStatus),
          },
          ...IdeaStatus.options.map((status) => ({
            value: status,
            label: t(`status.${status}`),
            to: hrefOf({ ...filter, status }),
          })),
        ]}
      />
      {tag !== undefined && (
        <Link
          to={hrefOf(anyTag)}
          replace
          aria-current
          aria-label={t("board.dropTag", { tag })}
          onClick={() => chosenIn(filters.current)?.focus()}
          className={chipStyle}
        >
          #{tag}
          <X aria-hidden size={14} />
        </Link>
      )}
    </nav>
  );
};
