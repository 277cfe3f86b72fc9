import { useMemo } from "react";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAsk } from "../connection/useAsk.ts";
import { pageForest } from "./pageForest.ts";
import { useWikiHints } from "./useWikiHints.ts";

/** The wiki of the page's address: its tree, live. */
export const useWiki = () => {
  const { slug, community, viewer, failure, retry } = useCommunity();
  const communityId = community?.id;
  const {
    value,
    failure: treeFailure,
    askAgain,
  } = useAsk(
    getPageTree,
    { communityId: communityId ?? "" },
    { isWanted: communityId !== undefined },
  );
  useWikiHints(communityId, () => void askAgain());
  const pages = value?.pages;
  const forest = useMemo(() => pages && pageForest(pages), [pages]);
  return {
    slug,
    community,
    viewer,
    pages,
    forest,
    mayMake: value?.rights === "edit",
    failure: community ? (value ? undefined : treeFailure) : failure,
    retry: community ? () => void askAgain() : retry,
    askAgain,
  };
};

export type Wiki = ReturnType<typeof useWiki>;
