import { useMemo } from "react";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { joinWiki, leaveWiki, WikiChanged } from "../../shared/wiki/joinWiki.ts";
import { useCommunity } from "../communities/useCommunity.ts";
import { useAsk } from "../connection/useAsk.ts";
import { useRoom } from "../connection/useRoom.ts";
import { pageForest } from "./pageForest.ts";

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
  useRoom({
    join: joinWiki.name,
    leave: leaveWiki.name,
    input: { communityId: communityId ?? "" },
    isWanted: communityId !== undefined,
    onEvent(name, payload) {
      if (
        name === "wiki.changed" &&
        WikiChanged.safeParse(payload).data?.communityId === communityId
      ) {
        void askAgain();
      }
    },
    onAgain: () => void askAgain(),
  });
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
