import { X } from "lucide-react";
import type { RefObject } from "react";
import { Link, useNavigate } from "react-router";
import type { Board } from "../../shared/boards/board.ts";
import { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { ChipRow } from "../design/ChipRow.tsx";
import { chipStyle } from "../design/chipStyle.ts";
import { chosenIn } from "../design/chosenIn.ts";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { daysAgo, searchOf, type SearchFilter } from "./searchFilter.ts";

const TYPES = ["idea", "comment", "response", "page"] as const;
const SPANS = [
  { name: "week", days: 7 },
  { name: "month", days: 30 },
  { name: "year", days: 365 },
] as const;

interface SearchFiltersProps {
  ref: RefObject<HTMLElement | null>;
  filter: SearchFilter;
  boards: readonly Board[];
  /** Whose words are shown, once one of them has been found. */
  authorName: string | undefined;
}

/** What narrows the search, as links: every search has its own address. */
export const SearchFilters = ({ ref, filter, boards, authorName }: SearchFiltersProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { type: _type, ...anyType } = filter;
  const { boardId, ...anyBoard } = filter;
  const { status, ...anyStatus } = filter;
  const { tag, ...anyTag } = filter;
  const { authorId, ...anyAuthor } = filter;
  const { from, to, ...anyTime } = filter;
  const now = new Date();
  const spans = SPANS.map(({ name, days }) => ({ name, day: daysAgo(days, now) }));
  const span = to === undefined ? spans.find(({ day }) => day === from) : undefined;
  const isOtherTime = (from !== undefined || to !== undefined) && !span;
  const go = (next: SearchFilter) => void navigate(searchOf(next), { replace: true });
  const drops = [
    ...(tag === undefined ? [] : [{ label: `#${tag}`, without: anyTag }]),
    ...(authorId === undefined
      ? []
      : [{ label: authorName ?? t("search.oneAuthor"), without: anyAuthor }]),
    ...(isOtherTime ? [{ label: `${from ?? ""}–${to ?? ""}`, without: anyTime }] : []),
  ];

  return (
    <nav ref={ref} aria-label={t("search.filters")} className="grid gap-3">
      <ChipRow
        chosen={filter.type ?? ""}
        chips={[
          {
            value: "",
            label: t("search.anyType"),
            to: searchOf(anyType),
          },
          ...TYPES.map((type) => ({
            value: type,
            label: t(`search.many.${type}`),
            to: searchOf({ ...filter, type }),
          })),
        ]}
      />
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 max-sm:[&>:first-child]:col-span-2">
        <SelectField
          label={t("nav.boards")}
          isLabelHidden
          value={boardId ?? ""}
          options={[
            { value: "", label: t("search.anyBoard") },
            ...boards.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onValue={(value) => {
            const board = boards.find(({ id }) => id === value);
            go(board ? { ...filter, boardId: board.id } : anyBoard);
          }}
        />
        <SelectField
          label={t("response.status")}
          isLabelHidden
          value={status ?? ""}
          options={[
            { value: "", label: t("search.anyStatus") },
            ...IdeaStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
          onValue={(value) => {
            const wanted = IdeaStatus.safeParse(value).data;
            go(wanted ? { ...filter, status: wanted } : anyStatus);
          }}
        />
        <SelectField
          label={t("search.when")}
          isLabelHidden
          value={span?.name ?? ""}
          options={[
            { value: "", label: t("search.anyTime") },
            ...spans.map(({ name }) => ({ value: name, label: t(`search.since.${name}`) })),
          ]}
          onValue={(value) => {
            const chosen = spans.find(({ name }) => name === value);
            go(chosen ? { ...anyTime, from: chosen.day } : anyTime);
          }}
        />
      </div>
      {drops.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {drops.map(({ label, without }) => (
            <li key={label}>
              <Link
                to={searchOf(without)}
                replace
                aria-current
                aria-label={t("board.dropTag", { tag: label })}
                onClick={() => chosenIn(ref.current)?.focus()}
                className={chipStyle}
              >
                {label}
                <X aria-hidden size={14} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
};
