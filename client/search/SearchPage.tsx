import { Search } from "lucide-react";
import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { CommunityUnknown } from "../communities/CommunityUnknown.tsx";
import { useCommunity } from "../communities/useCommunity.ts";
import { EmptyState } from "../design/EmptyState.tsx";
import { usePageTitle } from "../design/usePageTitle.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { SearchBox } from "./SearchBox.tsx";
import { filterOf, searchOf } from "./searchFilter.ts";
import { SearchResults } from "./SearchResults.tsx";

/** Searches a community; the address says for what. */
export const SearchPage = () => {
  const { t } = useTranslation();
  const { slug, community, boards = [], failure, retry } = useCommunity();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  usePageTitle(community && `${filter.text || t("nav.search")} · ${community.name}`);
  const search = useCallback(
    (text: string) =>
      setParams((before) => new URLSearchParams(searchOf({ ...filterOf(before), text })), {
        replace: true,
      }),
    [setParams],
  );

  if (!community) {
    return <CommunityUnknown failure={failure} onRetry={retry} />;
  }
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-5 px-4 py-6 sm:px-8 sm:py-10">
      <h1 className="text-title font-strong">{t("nav.search")}</h1>
      <SearchBox text={filter.text} onText={search} />
      {filter.text === "" ? (
        <EmptyState icon={<Search aria-hidden size={28} />} title={t("search.start")}>
          {t("search.startHelp")}
        </EmptyState>
      ) : (
        <SearchResults community={community} boards={boards} slug={slug} filter={filter} />
      )}
    </div>
  );
};
