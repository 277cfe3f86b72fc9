import { claimOwnerHandler } from "./accounts/claimOwner.ts";
import { getInstallationHandler } from "./accounts/getInstallation.ts";
import { loginHandler, logoutHandler } from "./accounts/login.ts";
import { changePasswordHandler, editAccountHandler, getMeHandler } from "./accounts/ownAccount.ts";
import { registerHandler } from "./accounts/register.ts";
import {
  requestResetHandler,
  requestVerificationHandler,
  resetPasswordHandler,
  verifyEmailHandler,
} from "./accounts/tokens.ts";
import { createBoardHandler } from "./boards/createBoard.ts";
import { editBoardHandler } from "./boards/editBoard.ts";
import { getBoardHandler } from "./boards/getBoard.ts";
import { getChangesHandler } from "./boards/getChanges.ts";
import { addCommentHandler } from "./comments/addComment.ts";
import { editCommentHandler } from "./comments/editComment.ts";
import { listCommentsHandler } from "./comments/listComments.ts";
import { removeCommentHandler } from "./comments/removeComment.ts";
import { createCommunityHandler } from "./communities/createCommunity.ts";
import { editCommunityHandler } from "./communities/editCommunity.ts";
import { getCommunityHandler, listCommunitiesHandler } from "./communities/readCommunities.ts";
import type { Handler } from "./dispatch/handler.ts";
import { addIdeaHandler } from "./ideas/addIdea.ts";
import { editIdeaHandler } from "./ideas/editIdea.ts";
import { getIdeaHandler } from "./ideas/getIdea.ts";
import { listTagsHandler } from "./ideas/listTags.ts";
import { removeCoAuthorHandler } from "./ideas/removeCoAuthor.ts";
import { removeIdeaHandler } from "./ideas/removeIdea.ts";
import { acceptInvitationHandler, createInvitationHandler } from "./members/invitations.ts";
import { findMembersHandler } from "./members/findMembers.ts";
import { listMembersHandler } from "./members/listMembers.ts";
import { removeMemberHandler } from "./members/removeMember.ts";
import { setRoleHandler } from "./members/setRole.ts";
import { hideContentHandler, restoreContentHandler } from "./moderation/moderateContent.ts";
import { publishResponseHandler } from "./responses/publishResponse.ts";
import { findHitsHandler } from "./search/findHits.ts";
import { suggestHitsHandler } from "./search/suggestHits.ts";
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
import { readDocumentHandler } from "./documents/readDocument.ts";
import { exportPageHandler, importPageHandler } from "./wiki/carryPages.ts";
import { exportArchiveHandler } from "./wiki/archive/exportArchive.ts";
import { importArchiveHandler } from "./wiki/archive/importArchive.ts";
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
import { acceptSuggestionHandler } from "./documents/suggestions/acceptSuggestion.ts";
import {
  addSuggestionHandler,
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
import type { HandlerDeps } from "./handlerDeps.ts";

/** What does each operation. To add one: its definition in `shared/`, its handler, one line here, its test. */
export const makeHandlers = (deps: HandlerDeps): readonly Handler[] => {
  const voting = voteHandlers(deps);
  return [
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
};
