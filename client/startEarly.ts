import { getInstallation } from "../shared/accounts/getInstallation.ts";
import { getCommunity } from "../shared/communities/getCommunity.ts";
import { BoardId, IdeaId } from "../shared/protocol/ids.ts";
import { filterOf } from "./boards/boardFilter.ts";
import type { LiveBoards } from "./boards/liveBoards.ts";
import type { Answers } from "./connection/answers.ts";

const PLACE = /^\/c\/([^/]+)(?:\/b\/([^/]+)(?:\/i\/([^/]+))?)?\/?$/;

/** Asks for what the address will show while its code and its texts are still on their way. */
export const startEarly = (url: URL, answers: Answers, boards: LiveBoards): void => {
  void answers.find(getInstallation, {}).ask();
  const [, slug, boardPart, ideaPart] = PLACE.exec(url.pathname) ?? [];
  if (slug === undefined) {
    return;
  }
  void answers.find(getCommunity, { communityId: slug }).ask();
  const { data: boardId } = BoardId.safeParse(boardPart);
  const { data: ideaId } = IdeaId.safeParse(ideaPart);
  if (boardId && ideaId) {
    void import("./ideas/IdeaPage.tsx");
    void import("./design/MarkdownText.tsx");
    void boards.get(boardId).openIdea(ideaId);
  } else if (boardId) {
    void import("./boards/BoardPage.tsx");
    void boards.get(boardId).openView(filterOf(url.searchParams));
  } else {
    void import("./communities/CommunityPage.tsx");
  }
};
