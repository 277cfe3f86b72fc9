import { accountMails } from "./accounts/accountMails.ts";
import { claimOwnerHandler } from "./accounts/claimOwner.ts";
import { getInstallationHandler } from "./accounts/getInstallation.ts";
import { loginHandler, logoutHandler } from "./accounts/login.ts";
import { loginLimits } from "./accounts/loginLimits.ts";
import type { LoginStore } from "./accounts/loginStore.ts";
import { onUser } from "./accounts/onUser.ts";
import { changePasswordHandler, editAccountHandler, getMeHandler } from "./accounts/ownAccount.ts";
import { presentAccount } from "./accounts/presentAccount.ts";
import { registerHandler } from "./accounts/register.ts";
import {
  requestResetHandler,
  requestVerificationHandler,
  resetPasswordHandler,
  verifyEmailHandler,
} from "./accounts/tokens.ts";
import { changedRecords } from "./boards/boardKinds.ts";
import type { StoredBoard } from "./boards/boardModel.ts";
import { createBoardHandler } from "./boards/createBoard.ts";
import { editBoardHandler } from "./boards/editBoard.ts";
import { getBoardHandler, type ReadBoard, type RememberBoard } from "./boards/getBoard.ts";
import { getChangesHandler } from "./boards/getChanges.ts";
import type { HotBoards } from "./boards/hotBoards.ts";
import { knownOnBoard } from "./boards/knownOnBoard.ts";
import { onBoard } from "./boards/onBoard.ts";
import type { ViewBoard } from "./boards/viewBoard.ts";
import { addCommentHandler } from "./comments/addComment.ts";
import { editCommentHandler } from "./comments/editComment.ts";
import { listCommentsHandler } from "./comments/listComments.ts";
import { removeCommentHandler } from "./comments/removeComment.ts";
import { createCommunityHandler } from "./communities/createCommunity.ts";
import { editCommunityHandler } from "./communities/editCommunity.ts";
import { onCommunity } from "./communities/onCommunity.ts";
import { getCommunityHandler, listCommunitiesHandler } from "./communities/readCommunities.ts";
import type { StoredCommunity } from "./communities/communityModel.ts";
import type { NewId } from "./database/newId.ts";
import type { Tell } from "./dispatch/afterCommit.ts";
import type { Turns } from "./dispatch/turns.ts";
import { handleCommand, type Handler } from "./dispatch/handler.ts";
import { realTimers } from "./database/timers.ts";
import { commitWork } from "./dispatch/commitWork.ts";
import type { LaneDeps } from "./dispatch/lane.ts";
import { Lanes } from "./dispatch/lanes.ts";
import type { MakeLimiter } from "./dispatch/limiters.ts";
import { addIdeaHandler } from "./ideas/addIdea.ts";
import { beginIdeaDocument, type BeginIdeaDocument } from "./ideas/beginIdeaDocument.ts";
import { creditCoAuthor } from "./ideas/creditCoAuthor.ts";
import { editIdeaHandler } from "./ideas/editIdea.ts";
import { getIdeaHandler } from "./ideas/getIdea.ts";
import { listTagsHandler } from "./ideas/listTags.ts";
import { removeCoAuthorHandler } from "./ideas/removeCoAuthor.ts";
import { removeIdeaHandler } from "./ideas/removeIdea.ts";
import { viewIdea, type SeeIdea } from "./ideas/viewIdea.ts";
import type { Mailer } from "./mail/mailer.ts";
import { acceptInvitationHandler, createInvitationHandler } from "./members/invitations.ts";
import { findMembersHandler } from "./members/findMembers.ts";
import { listMembersHandler } from "./members/listMembers.ts";
import { removeMemberHandler } from "./members/removeMember.ts";
import { setRoleHandler } from "./members/setRole.ts";
import { auditor } from "./moderation/audit.ts";
import { hideContentHandler, restoreContentHandler } from "./moderation/moderateContent.ts";
import { publishResponseHandler } from "./responses/publishResponse.ts";
import { findHitsHandler } from "./search/findHits.ts";
import type { Searcher } from "./search/searcher.ts";
import { suggestHitsHandler } from "./search/suggestHits.ts";
import type { BoardFeed } from "./sockets/boardFeed.ts";
import type { Store } from "./store.ts";
import { voteHandlers } from "./votes/castVote.ts";
import { listOwnVotesHandler, listVotersHandler } from "./votes/listVotes.ts";
import { createPageHandler } from "./wiki/createPage.ts";
import { editPageHandler } from "./wiki/editPage.ts";
import {
  favouritePageHandler,
  unfavouritePageHandler,
  watchPageHandler,
  unwatchPageHandler,
} from "./wiki/keepPage.ts";
import { movePageHandler } from "./wiki/movePage.ts";
import {
  requestAccessHandler,
  listAccessRequestsHandler,
  answerAccessHandler,
} from "./wiki/pageAccess.ts";
import {
  getPageHandler,
  getPageTreeHandler,
  listTrashHandler,
  listPageChangesHandler,
} from "./wiki/readPages.ts";
import { setPageRightsHandler } from "./wiki/setPageRights.ts";
import { trashPageHandler, restorePageHandler } from "./wiki/trashPage.ts";
import { onPage } from "./wiki/onPage.ts";
import { presentPage } from "./wiki/presentPage.ts";
import { showPage } from "./wiki/showPage.ts";
import { viewPage } from "./wiki/viewPage.ts";
import { readDocumentHandler, readTree } from "./documents/readDocument.ts";
import { exportPageHandler, importPageHandler } from "./wiki/carryPages.ts";
import { archiveReader } from "./wiki/archive/archiveReader.ts";
import { exportArchiveHandler } from "./wiki/archive/exportArchive.ts";
import { importArchiveHandler } from "./wiki/archive/importArchive.ts";
import { putPage } from "./wiki/putPage.ts";
import { getAttributionHandler } from "./documents/attribution.ts";
import { listDocumentPeopleHandler } from "./documents/people.ts";
import {
  addDocumentCommentHandler,
  editDocumentCommentHandler,
  removeDocumentCommentHandler,
} from "./documents/comments/writeComments.ts";
import {
  resolveDocumentCommentHandler,
  reopenDocumentCommentHandler,
  reactToDocumentCommentHandler,
  unreactToDocumentCommentHandler,
} from "./documents/comments/markThreads.ts";
import { listDocumentCommentsHandler } from "./documents/comments/listDocumentComments.ts";
import {
  addSuggestionHandler,
  acceptSuggestionHandler,
  refuseSuggestionHandler,
  withdrawSuggestionHandler,
} from "./documents/suggestions/makeSuggestions.ts";
import {
  listSuggestionsHandler,
  getSuggestionHandler,
} from "./documents/suggestions/readSuggestions.ts";
import {
  createVersionHandler,
  labelVersionHandler,
  listVersionsHandler,
  getVersionHandler,
  compareVersionsHandler,
  restoreVersionHandler,
} from "./documents/versions/versionHandlers.ts";
import { approvePageHandler } from "./wiki/approvePage.ts";
import { getBacklinksHandler } from "./wiki/getBacklinks.ts";
import { confirmPageHandler } from "./wiki/insights/confirmPage.ts";
import { getPageInsightsHandler } from "./wiki/insights/getPageInsights.ts";
import { getWikiInsightsHandler } from "./wiki/insights/getWikiInsights.ts";
import type { ReadingNotes } from "./wiki/insights/readingNotes.ts";
import type { SharedDocuments } from "./documents/sharedDocuments.ts";
import { onDocument } from "./documents/onDocument.ts";
import { documentPeople } from "./documents/people.ts";
import { keepVersion, type KeepVersion } from "./documents/versions/keepVersion.ts";
import type { ViewDocument } from "./documents/viewDocument.ts";

interface HandlersDeps {
  readonly documents: SharedDocuments;
  readonly seeIdea: SeeIdea;
  readonly viewDocument: ViewDocument;
  readonly store: Store;
  readonly loginStore: LoginStore;
  readonly feed: BoardFeed;
  readonly mailer: Mailer;
  readonly hotBoards: HotBoards;
  readonly viewBoard: ViewBoard;
  readonly readBoard: ReadBoard;
  readonly rememberBoard: RememberBoard;
  readonly search: Searcher;
  readonly readingNotes: ReadingNotes;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly random: () => number;
  readonly limiter: MakeLimiter;
  readonly turns: Turns | undefined;
  readonly secret: string;
  readonly publicUrl: () => string;
  readonly tell: Tell;
  readonly logFault: (fault: unknown) => void;
}

/** What does each operation. To add one: its definition in `shared/`, its handler, one line here, its test. */
export const makeHandlers = (
  given: HandlersDeps,
): {
  readonly handlers: readonly Handler[];
  /** For what changes on a community's or a board's lane without a command. */
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly boardLanes: Lanes<StoredBoard>;
  readonly beginIdeaDocument: BeginIdeaDocument;
  readonly keepVersion: KeepVersion;
} => {
  const { store, feed, newId, now, random, secret, tell } = given;
  const { connection, kinds } = store;
  const untold: LaneDeps = {
    commit: (work) => commitWork(connection, work),
    timers: realTimers,
    now,
    random,
    committed: () => undefined,
  };
  const told: LaneDeps = {
    ...untold,
    turns: given.turns,
    committed: (work, boardId, from, rev) => {
      for (const board of kinds.boards.stagedDocs(work)) {
        given.hotBoards.committed(board);
      }
      feed.publish(boardId, { from, rev }, (audience) =>
        changedRecords(kinds, work, audience, from),
      );
    },
  };
  const boardLanes = new Lanes(kinds.boards, told, knownOnBoard(kinds));
  const seedLanes = new Lanes(kinds.boards, told);
  const communityLanes = new Lanes(kinds.communities, untold);
  const installationLanes = new Lanes(kinds.installations, untold);
  const userLanes = new Lanes(kinds.users, untold);
  const handle = handleCommand({ receipts: kinds.receipts, secret, tell });
  const present = presentPage(store.namesOf);
  const show = showPage({ presentPage: present, pageKeeps: kinds.pageKeeps });
  const deps = {
    ...given,
    ...store,
    ...kinds,
    handle,
    installationLanes,
    communityLanes,
    userLanes,
    audit: auditor(kinds.audit, newId),
    accountMails: accountMails({ ...given, ...store }),
    loginLimits: loginLimits(given.limiter),
    onBoard: onBoard({ handle, boardLanes, ...kinds }),
    onCommunity: onCommunity({ handle, communityLanes, members: kinds.members }),
    onUser: onUser(handle, userLanes),
    onDocument: onDocument({ handle, communityLanes, viewDocument: given.viewDocument }),
    documentPeople: documentPeople({ ...given, ...store }),
    keepVersion: keepVersion({ ...given, ...kinds }),
    onPage: onPage({ handle, communityLanes, ...kinds, pageRepo: store.pageRepo }),
    viewPage: viewPage(store.pageRepo, store.standings),
    presentPage: present,
    showPage: show,
    putPage: putPage({ ...given, ...kinds, pageRepo: store.pageRepo, showPage: show }),
    readSentArchive: archiveReader(),
    readTree: readTree({ ...given, versionRepo: store.versionRepo }),
    presentAccount: presentAccount(store.memberRepo),
    viewIdea: viewIdea(given.seeIdea),
    creditAuthor: creditCoAuthor({ ...given, ...store, boardLanes }),
    readMarkdown: given.documents.readMarkdown,
    writeMarkdown: given.documents.writeMarkdown,
    compareTrees: given.documents.compareTrees,
  };
  const voting = voteHandlers(deps);
  const handlers = [
    getInstallationHandler(deps),
    registerHandler(deps),
    loginHandler(deps),
    logoutHandler(deps),
    getMeHandler(deps),
    editAccountHandler(deps),
    changePasswordHandler(deps),
    requestResetHandler(deps),
    resetPasswordHandler(deps),
    requestVerificationHandler(deps),
    verifyEmailHandler(deps),
    claimOwnerHandler(deps),
    createCommunityHandler(deps),
    getCommunityHandler(deps),
    listCommunitiesHandler(deps),
    editCommunityHandler(deps),
    findMembersHandler(deps),
    listMembersHandler(deps),
    setRoleHandler(deps),
    removeMemberHandler(deps),
    createInvitationHandler(deps),
    acceptInvitationHandler(deps),
    createBoardHandler(deps),
    editBoardHandler(deps),
    getBoardHandler(deps),
    getChangesHandler(deps),
    addIdeaHandler(deps),
    getIdeaHandler(deps),
    editIdeaHandler(deps),
    removeIdeaHandler(deps),
    removeCoAuthorHandler(deps),
    listTagsHandler(deps),
    voting.cast,
    voting.withdraw,
    listVotersHandler(deps),
    listOwnVotesHandler(deps),
    addCommentHandler(deps),
    listCommentsHandler(deps),
    editCommentHandler(deps),
    removeCommentHandler(deps),
    publishResponseHandler(deps),
    hideContentHandler(deps),
    restoreContentHandler(deps),
    findHitsHandler(deps),
    suggestHitsHandler(deps),
    createPageHandler(deps),
    getPageHandler(deps),
    getPageTreeHandler(deps),
    editPageHandler(deps),
    movePageHandler(deps),
    trashPageHandler(deps),
    restorePageHandler(deps),
    listTrashHandler(deps),
    favouritePageHandler(deps),
    unfavouritePageHandler(deps),
    watchPageHandler(deps),
    unwatchPageHandler(deps),
    listPageChangesHandler(deps),
    setPageRightsHandler(deps),
    requestAccessHandler(deps),
    listAccessRequestsHandler(deps),
    answerAccessHandler(deps),
    readDocumentHandler(deps),
    getAttributionHandler(deps),
    listDocumentPeopleHandler(deps),
    addDocumentCommentHandler(deps),
    editDocumentCommentHandler(deps),
    removeDocumentCommentHandler(deps),
    resolveDocumentCommentHandler(deps),
    reopenDocumentCommentHandler(deps),
    reactToDocumentCommentHandler(deps),
    unreactToDocumentCommentHandler(deps),
    listDocumentCommentsHandler(deps),
    addSuggestionHandler(deps),
    acceptSuggestionHandler(deps),
    refuseSuggestionHandler(deps),
    withdrawSuggestionHandler(deps),
    listSuggestionsHandler(deps),
    getSuggestionHandler(deps),
    createVersionHandler(deps),
    labelVersionHandler(deps),
    listVersionsHandler(deps),
    getVersionHandler(deps),
    compareVersionsHandler(deps),
    restoreVersionHandler(deps),
    approvePageHandler(deps),
    exportPageHandler(deps),
    importPageHandler(deps),
    exportArchiveHandler(deps),
    importArchiveHandler(deps),
    getBacklinksHandler(deps),
    getPageInsightsHandler(deps),
    confirmPageHandler(deps),
    getWikiInsightsHandler(deps),
  ];
  return {
    handlers,
    communityLanes,
    boardLanes,
    beginIdeaDocument: beginIdeaDocument({ ...deps, seedLanes }),
    keepVersion: deps.keepVersion,
  };
};
