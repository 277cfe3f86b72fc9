import { SearchX } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Community } from "../../shared/communities/community.ts";
import type { Board } from "../../shared/boards/board.ts";
import { findHits } from "../../shared/search/findHits.ts";
import { useAskPages } from "../connection/useAskPages.ts";
import { Button } from "../design/Button.tsx";
import { buttonStyle } from "../design/buttonStyle.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import { ErrorState } from "../design/ErrorState.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { HitRow } from "./HitRow.tsx";
import { searchOf, type SearchFilter } from "./searchFilter.ts";
import { SearchFilters } from "./SearchFilters.tsx";

const ASK_AGAIN_MS = 1000;

interface SearchResultsProps {
  community: Community;
  boards: readonly Board[];
  slug: string;
  filter: SearchFilter;
}

/** What was found, page by page; asked again while the server is still reading what there is. */
export const SearchResults = ({ community, boards, slug, filter }: SearchResultsProps) => {
  const { t } = useTranslation();
  const found = useAskPages(findHits, { communityId: community.id, ...filter });
  const hits = found.pages.flatMap((page) => page.hits);
  const isPartial = found.pages[0]?.isPartial ?? false;
  const { askAgain } = found;
  const filters = useRef<HTMLElement>(null);
  const isFiltered = Object.keys(filter).length > 1;

  useEffect(() => {
    if (!isPartial) {
      return undefined;
    }
    const timer = setInterval(() => void askAgain(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPartial, askAgain]);

  const author = hits.find((hit) => hit.author?.id === filter.authorId)?.author;
  return (
    <>
      <SearchFilters ref={filters} filter={filter} boards={boards} authorName={author?.name} />
      <output className={isPartial ? "text-small text-quiet" : "sr-only"}>
        {isPartial
          ? t("search.partial")
          : found.pages.length > 0
            ? t("search.count", { count: hits.length })
            : ""}
      </output>
      {(found.isLoading || (isPartial && hits.length === 0)) && (
        <Skeleton className="h-72 rounded-lg" />
      )}
      {found.failure && found.pages.length === 0 && (
        <ErrorState code={found.failure.code} onRetry={() => void askAgain()} />
      )}
      {hits.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {hits.map((hit) => (
            <li
              key={`${hit.subject.type} ${hit.subject.id}`}
              className="border-line not-first:border-t"
            >
              <HitRow hit={hit} slug={slug} filter={filter} />
            </li>
          ))}
        </ul>
      )}
      {found.pages.length > 0 && hits.length === 0 && !isPartial && (
        <EmptyState
          icon={<SearchX aria-hidden size={28} />}
          title={t("search.none")}
          action={
            isFiltered && (
              <Link
                to={searchOf({ text: filter.text })}
                onClick={() => filters.current?.querySelector("a")?.focus()}
                className={buttonStyle()}
              >
                {t("search.dropAll")}
              </Link>
            )
          }
        >
          {t("search.noneHelp")}
        </EmptyState>
      )}
      {found.hasMore && (
        <Button isPending={found.isLoadingMore} onClick={found.loadMore}>
          {t("action.more")}
        </Button>
      )}
    </>
  );
};
