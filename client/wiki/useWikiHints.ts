import { joinWiki, leaveWiki, WikiChanged } from "../../shared/wiki/joinWiki.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { useRoom } from "../connection/useRoom.ts";

/** Hears when the pages of a wiki may look otherwise. */
export const useWikiHints = (communityId: CommunityId | undefined, onHint: () => void): void =>
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
        onHint();
      }
    },
    onAgain: onHint,
  });
