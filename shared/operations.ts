import { changePassword } from "./accounts/changePassword.ts";
import { claimOwner } from "./accounts/claimOwner.ts";
import { editAccount } from "./accounts/editAccount.ts";
import { getInstallation } from "./accounts/getInstallation.ts";
import { getMe } from "./accounts/getMe.ts";
import { login } from "./accounts/login.ts";
import { logout } from "./accounts/logout.ts";
import { register } from "./accounts/register.ts";
import { requestReset } from "./accounts/requestReset.ts";
import { requestVerification } from "./accounts/requestVerification.ts";
import { resetPassword } from "./accounts/resetPassword.ts";
import { verifyEmail } from "./accounts/verifyEmail.ts";
import { createBoard } from "./boards/createBoard.ts";
import { editBoard } from "./boards/editBoard.ts";
import { getBoard } from "./boards/getBoard.ts";
import { getChanges } from "./boards/getChanges.ts";
import { addComment } from "./comments/addComment.ts";
import { editComment } from "./comments/editComment.ts";
import { listComments } from "./comments/listComments.ts";
import { removeComment } from "./comments/removeComment.ts";
import { createCommunity } from "./communities/createCommunity.ts";
import { editCommunity } from "./communities/editCommunity.ts";
import { getCommunity } from "./communities/getCommunity.ts";
import { listCommunities } from "./communities/listCommunities.ts";
import { addIdea } from "./ideas/addIdea.ts";
import { editIdea } from "./ideas/editIdea.ts";
import { getIdea } from "./ideas/getIdea.ts";
import { listTags } from "./ideas/listTags.ts";
import { removeCoAuthor } from "./ideas/removeCoAuthor.ts";
import { removeIdea } from "./ideas/removeIdea.ts";
import { acceptInvitation } from "./members/acceptInvitation.ts";
import { createInvitation } from "./members/createInvitation.ts";
import { findMembers } from "./members/findMembers.ts";
import { listMembers } from "./members/listMembers.ts";
import { removeMember } from "./members/removeMember.ts";
import { setRole } from "./members/setRole.ts";
import { hideContent } from "./moderation/hideContent.ts";
import { restoreContent } from "./moderation/restoreContent.ts";
import { publishResponse } from "./responses/publishResponse.ts";
import { findHits } from "./search/findHits.ts";
import { suggestHits } from "./search/suggestHits.ts";
import { castVote } from "./votes/castVote.ts";
import { listOwnVotes } from "./votes/listOwnVotes.ts";
import { listVoters } from "./votes/listVoters.ts";
import { withdrawVote } from "./votes/withdrawVote.ts";
import { createPage } from "./wiki/createPage.ts";
import { editPage } from "./wiki/editPage.ts";
import { getPage } from "./wiki/getPage.ts";
import { getPageTree } from "./wiki/getPageTree.ts";
import { favouritePage, unfavouritePage, watchPage, unwatchPage } from "./wiki/keepPage.ts";
import { listPageChanges } from "./wiki/listPageChanges.ts";
import { movePage } from "./wiki/movePage.ts";
import { requestAccess, listAccessRequests, answerAccess } from "./wiki/pageAccess.ts";
import { setPageRights } from "./wiki/setPageRights.ts";
import { trashPage, restorePage, listTrash } from "./wiki/trashPage.ts";
import { getAttribution } from "./documents/attribution.ts";
import {
  addDocumentComment,
  editDocumentComment,
  removeDocumentComment,
  resolveDocumentComment,
  reopenDocumentComment,
  reactToDocumentComment,
  unreactToDocumentComment,
  listDocumentComments,
} from "./documents/documentComments.ts";
import { listDocumentPeople } from "./documents/listPeople.ts";
import { readDocument } from "./documents/readDocument.ts";
import {
  addSuggestion,
  acceptSuggestion,
  refuseSuggestion,
  withdrawSuggestion,
  listSuggestions,
  getSuggestion,
} from "./documents/suggestion.ts";
import {
  createVersion,
  labelVersion,
  listVersions,
  getVersion,
  compareVersions,
  restoreVersion,
} from "./documents/version.ts";
import { exportPage } from "./wiki/exportPage.ts";
import { importPage } from "./wiki/importPage.ts";
import { approvePage } from "./wiki/approvePage.ts";
import { getBacklinks } from "./wiki/getBacklinks.ts";
import { confirmPage, getPageInsights, getWikiInsights } from "./wiki/insights.ts";

/** The whole contract, in the order of its documentation. */
export const operations = [
  getInstallation,
  register,
  login,
  logout,
  getMe,
  editAccount,
  changePassword,
  requestReset,
  resetPassword,
  requestVerification,
  verifyEmail,
  claimOwner,
  createCommunity,
  getCommunity,
  listCommunities,
  editCommunity,
  findMembers,
  listMembers,
  setRole,
  removeMember,
  createInvitation,
  acceptInvitation,
  createBoard,
  editBoard,
  getBoard,
  getChanges,
  addIdea,
  getIdea,
  editIdea,
  removeIdea,
  removeCoAuthor,
  listTags,
  castVote,
  withdrawVote,
  listVoters,
  listOwnVotes,
  addComment,
  listComments,
  editComment,
  removeComment,
  publishResponse,
  hideContent,
  restoreContent,
  findHits,
  suggestHits,
  createPage,
  getPage,
  getPageTree,
  editPage,
  movePage,
  trashPage,
  restorePage,
  listTrash,
  favouritePage,
  unfavouritePage,
  watchPage,
  unwatchPage,
  listPageChanges,
  setPageRights,
  requestAccess,
  listAccessRequests,
  answerAccess,
  readDocument,
  getAttribution,
  listDocumentPeople,
  addDocumentComment,
  editDocumentComment,
  removeDocumentComment,
  resolveDocumentComment,
  reopenDocumentComment,
  reactToDocumentComment,
  unreactToDocumentComment,
  listDocumentComments,
  addSuggestion,
  acceptSuggestion,
  refuseSuggestion,
  withdrawSuggestion,
  listSuggestions,
  getSuggestion,
  createVersion,
  labelVersion,
  listVersions,
  getVersion,
  compareVersions,
  restoreVersion,
  approvePage,
  exportPage,
  importPage,
  getBacklinks,
  getPageInsights,
  confirmPage,
  getWikiInsights,
] as const;
