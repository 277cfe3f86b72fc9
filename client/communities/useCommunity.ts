import { useParams } from "react-router";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { useMe } from "../accounts/useMe.ts";
import { useAsk } from "../connection/useAsk.ts";
import type { Viewer } from "../members/viewer.ts";

/** The community of the page's address, its boards, and who looks at it. */
export const useCommunity = () => {
  const { slug = "" } = useParams();
  const { account } = useMe();
  const {
    value: data,
    failure,
    askAgain,
  } = useAsk(getCommunity, { communityId: slug }, { isWanted: slug !== "" });
  const viewer: Viewer = { role: account && data?.community.role, userId: account?.id };
  return {
    slug,
    community: data?.community,
    boards: data?.boards,
    viewer,
    failure: data ? undefined : failure,
    retry: () => void askAgain(),
  };
};
