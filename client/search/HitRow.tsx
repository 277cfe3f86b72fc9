import { BadgeCheck, FileText, Lightbulb, MessageCircle } from "lucide-react";
import { Link } from "react-router";
import type { SearchHit } from "../../shared/search/searchHit.ts";
import { StatusChip } from "../ideas/StatusChip.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { hitPath } from "./hitPath.ts";
import { MarkedText } from "./MarkedText.tsx";
import { searchOf, type SearchFilter } from "./searchFilter.ts";

const icons = {
  idea: Lightbulb,
  comment: MessageCircle,
  response: BadgeCheck,
  page: FileText,
} as const;

interface HitRowProps {
  hit: SearchHit;
  slug: string;
  filter: SearchFilter;
}

/** What was found: what kind of thing it is, its title, the words around what was searched for, where and when. */
export const HitRow = ({ hit, slug, filter }: HitRowProps) => {
  const { t } = useTranslation();
  const { subject, title, excerpt, board, author, status, at } = hit;
  const Icon = icons[subject.type];
  return (
    <article className="relative grid gap-1 bg-raised px-4 py-4 hover:bg-accent/4 sm:px-5">
      <p className="flex items-center gap-1.5 text-small text-quiet">
        <Icon aria-hidden size={14} />
        {t(`search.one.${subject.type}`)}
      </p>
      <h2 className="leading-snug font-strong wrap-anywhere">
        <Link
          to={hitPath(hit, slug)}
          className="after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <MarkedText segments={title} />
        </Link>
      </h2>
      {excerpt.length > 0 && (
        <p className="line-clamp-3 text-quiet wrap-anywhere">
          <MarkedText segments={excerpt} />
        </p>
      )}
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small text-quiet">
        {status && <StatusChip status={status} />}
        {board && <span>{board.name}</span>}
        {author && (
          <Link
            to={searchOf({ ...filter, authorId: author.id })}
            className="relative z-10 inline-flex min-h-6 items-center hover:text-text hover:underline"
            aria-label={t("search.by", { name: author.name })}
          >
            {author.name}
          </Link>
        )}
        <Time at={at} />
      </div>
    </article>
  );
};
