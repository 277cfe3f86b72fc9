import { readBoard } from "./boards/getBoard.ts";
import type { HotBoards } from "./boards/hotBoards.ts";
import { viewBoard } from "./boards/viewBoard.ts";
import type { DocumentDoors } from "./documents/sharedDocuments.ts";
import { viewDocument } from "./documents/viewDocument.ts";
import type { BeginIdeaDocument } from "./ideas/beginIdeaDocument.ts";
import { ideaDoor, viewIdeaDocument } from "./ideas/ideaDoor.ts";
import { seeIdea } from "./ideas/viewIdea.ts";
import type { Store } from "./store.ts";
import { pageDoor, viewPageDocument } from "./wiki/pageDoor.ts";
import { viewPage } from "./wiki/viewPage.ts";

/** What somebody may see of boards, ideas, pages and their documents. */
export const openSights = (store: Store, hotBoards: HotBoards) => {
  const { pageRepo, standings, belief } = store;
  const boards = viewBoard(hotBoards, standings);
  const ideas = seeIdea(boards, store.ideaRepo);
  const ideaTexts = viewIdeaDocument(ideas, standings);
  const believed = { chain: belief.of(pageRepo.chain), standings: store.believedStandings };
  const pageRights = viewPage(believed, believed.standings);
  return {
    viewBoard: boards,
    readBoard: readBoard(boards, hotBoards),
    seeIdea: ideas,
    viewDocument: viewDocument({
      page: viewPageDocument(viewPage(pageRepo, standings)),
      idea: ideaTexts,
    }),
    documentDoors: (begin: BeginIdeaDocument): DocumentDoors => ({
      page: pageDoor({
        viewPage: pageRights,
        believed: belief.ms > 0 ? believed : undefined,
        pageRepo,
      }),
      idea: ideaDoor(ideaTexts, begin),
    }),
  };
};
