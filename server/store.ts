import type { Connection, Model } from "mongoose";
import { installationModel, type StoredInstallation } from "./accounts/installationModel.ts";
import { namesOf, type NamesOf } from "./accounts/namesOf.ts";
import { tokenModel, type StoredToken } from "./accounts/tokenModel.ts";
import { tokenRepo, type TokenRepo } from "./accounts/tokenRepo.ts";
import { userModel, type ActingUser, type StoredUser } from "./accounts/userModel.ts";
import { userRepo, type UserRepo } from "./accounts/userRepo.ts";
import type { BoardKinds } from "./boards/boardKinds.ts";
import { boardModel } from "./boards/boardModel.ts";
import { boardRepo, type BoardRepo } from "./boards/boardRepo.ts";
import { commentModel } from "./comments/commentModel.ts";
import { commentRepo, type CommentRepo } from "./comments/commentRepo.ts";
import { communityModel, type StoredCommunity } from "./communities/communityModel.ts";
import { communityRepo, type CommunityRepo } from "./communities/communityRepo.ts";
import { GroupReads } from "./database/groupReads.ts";
import { documentsOf, Kind } from "./database/kind.ts";
import type { Stored } from "./database/writes.ts";
import { documentEntryModel, documentSnapshotModel } from "./documents/documentEntryModel.ts";
import { journalRepo, type JournalRepo } from "./documents/journalRepo.ts";
import { receiptKind, type StoredReceipt } from "./dispatch/receipts.ts";
import { ideaBodyModel } from "./ideas/ideaBodyModel.ts";
import { ideaDocumentModel, type StoredIdeaDocument } from "./ideas/ideaDocumentModel.ts";
import { ideaModel } from "./ideas/ideaModel.ts";
import { ideaRepo, type IdeaRepo } from "./ideas/ideaRepo.ts";
import { broughtModel, type StoredBrought } from "./imports/broughtModel.ts";
import { broughtRepo, type BroughtRepo } from "./imports/broughtRepo.ts";
import { accessRequestModel, type StoredAccessRequest } from "./wiki/accessRequestModel.ts";
import { pageKeepModel, type StoredPageKeep } from "./wiki/pageKeepModel.ts";
import { pageModel, type StoredPage } from "./wiki/pageModel.ts";
import { pageRepo, type PageRepo } from "./wiki/pageRepo.ts";
import { pageSeedModel, type StoredPageSeed } from "./wiki/pageSeedModel.ts";
import { pageTextModel, type StoredPageText } from "./wiki/pageTextModel.ts";
import { pageTextRepo, type PageTextRepo } from "./wiki/pageTextRepo.ts";
import { readingModel } from "./wiki/insights/readingModel.ts";
import { readingRepo, type ReadingRepo } from "./wiki/insights/readingRepo.ts";
import { indexFileModel } from "./search/indexFileModel.ts";
import { indexFileRepo, type IndexFileRepo } from "./search/indexFileRepo.ts";
import { linkModel, type StoredLinks } from "./links/linkModel.ts";
import { linkRepo, type LinkRepo } from "./links/linkRepo.ts";
import { removalModel, type StoredRemoval } from "./documents/removals/removalModel.ts";
import {
  documentCommentModel,
  type StoredDocumentComment,
} from "./documents/comments/documentCommentModel.ts";
import {
  documentCommentRepo,
  type DocumentCommentRepo,
} from "./documents/comments/documentCommentRepo.ts";
import { suggestionModel, type StoredSuggestion } from "./documents/suggestions/suggestionModel.ts";
import { suggestionRepo, type SuggestionRepo } from "./documents/suggestions/suggestionRepo.ts";
import {
  documentWorkModel,
  versionModel,
  type StoredDocumentWork,
  type StoredVersion,
} from "./documents/versions/versionModel.ts";
import { versionRepo, type VersionRepo } from "./documents/versions/versionRepo.ts";
import { memberModel, type Membership, type StoredMember } from "./members/memberModel.ts";
import { memberRepo, type MemberRepo } from "./members/memberRepo.ts";
import { standings, type Standings } from "./members/standings.ts";
import { auditModel, type StoredAuditEntry } from "./moderation/auditModel.ts";
import { responseModel } from "./responses/responseModel.ts";
import { responseRepo, type ResponseRepo } from "./responses/responseRepo.ts";
import { Belief, type Beside, type Read } from "./rights/belief.ts";
import { ballotModel, type StoredBallot } from "./votes/ballotModel.ts";
import { voteModel, type StoredVote } from "./votes/voteModel.ts";
import { voteRepo, type VoteRepo } from "./votes/voteRepo.ts";
import { votesLeft, type VotesLeft } from "./votes/votesLeft.ts";

const revOf = ({ rev }: { readonly rev: number }): number => rev;

/** The kinds of document that commands change. */
export interface Kinds extends BoardKinds {
  readonly installations: Kind<StoredInstallation>;
  readonly users: Kind<StoredUser>;
  readonly tokens: Kind<StoredToken>;
  readonly communities: Kind<StoredCommunity>;
  readonly members: Kind<StoredMember>;
  readonly ideaDocuments: Kind<StoredIdeaDocument>;
  readonly votes: Kind<StoredVote>;
  readonly ballots: Kind<StoredBallot>;
  readonly audit: Kind<StoredAuditEntry>;
  readonly receipts: Kind<StoredReceipt>;
  readonly brought: Kind<StoredBrought>;
  readonly pages: Kind<StoredPage>;
  readonly documentLinks: Kind<StoredLinks>;
  readonly documentComments: Kind<StoredDocumentComment>;
  readonly suggestions: Kind<StoredSuggestion>;
  readonly versions: Kind<StoredVersion>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly documentRemovals: Kind<StoredRemoval>;
  readonly pageKeeps: Kind<StoredPageKeep>;
  readonly accessRequests: Kind<StoredAccessRequest>;
  readonly pageSeeds: Kind<StoredPageSeed>;
  readonly pageTexts: Kind<StoredPageText>;
}

/** Everything that is stored: the kinds that commands change, and the repos that queries read. */
export interface Store {
  readonly connection: Connection;
  /** Of what decides who may what. */
  readonly belief: Belief;
  /** What comes with a login when that is read, by the user. */
  readonly beside: {
    readonly acting: Beside<ActingUser>;
    readonly memberships: Beside<readonly Membership[]>;
  };
  readonly installation: Model<StoredInstallation>;
  readonly communityModel: Model<StoredCommunity>;
  readonly kinds: Kinds;
  readonly boardRepo: BoardRepo;
  readonly broughtRepo: BroughtRepo;
  readonly commentRepo: CommentRepo;
  readonly communityRepo: CommunityRepo;
  readonly ideaRepo: IdeaRepo;
  readonly journalRepo: JournalRepo;
  readonly memberRepo: MemberRepo;
  readonly namesOf: NamesOf;
  readonly pageRepo: PageRepo;
  readonly pageTextRepo: PageTextRepo;
  readonly readingRepo: ReadingRepo;
  readonly indexFileRepo: IndexFileRepo;
  readonly linkRepo: LinkRepo;
  readonly documentCommentRepo: DocumentCommentRepo;
  readonly removals: Model<StoredRemoval>;
  readonly suggestionRepo: SuggestionRepo;
  readonly versionRepo: VersionRepo;
  readonly responseRepo: ResponseRepo;
  readonly standings: Standings;
  /** The same of communities that are believed: for who may what, and nothing else of them. */
  readonly believedStandings: Standings;
  readonly tokenRepo: TokenRepo;
  readonly userRepo: UserRepo;
  readonly voteRepo: VoteRepo;
  readonly votesLeft: VotesLeft;
}

/** All that is stored; what decides who may what is believed for so long after it was read. */
export const openStore = (connection: Connection, believedMs = 0): Store => {
  const belief = new Belief({ ms: believedMs, clock: () => performance.now() });
  const installation = installationModel(connection);
  const users = userModel(connection);
  const tokens = tokenModel(connection);
  const communities = communityModel(connection);
  const members = memberModel(connection);
  const boards = boardModel(connection);
  const ideas = ideaModel(connection);
  const bodies = ideaBodyModel(connection);
  const votes = voteModel(connection);
  const comments = commentModel(connection);
  const responses = responseModel(connection);
  const ballots = ballotModel(connection);
  const ideaDocuments = ideaDocumentModel(connection);
  const ideasRead = ideaRepo(ideas, bodies, ideaDocuments);
  const votesRead = voteRepo(votes);
  const brought = broughtModel(connection);
  const pages = pageModel(connection);
  const links = linkModel(connection);
  const documentComments = documentCommentModel(connection);
  const suggestions = suggestionModel(connection);
  const versions = versionModel(connection);
  const documentWork = documentWorkModel(connection);
  const removals = removalModel(connection);
  const keeps = pageKeepModel(connection);
  const requests = accessRequestModel(connection);
  const seeds = pageSeedModel(connection);
  const pageTexts = pageTextModel(connection);
  const crowdOf = <D extends Stored>(model: Model<D>): Read<D> => {
    const reads = new GroupReads(documentsOf(model));
    return (id) => reads.find(id);
  };
  const findCommunity = crowdOf(communities);
  // A role changes with a change of rights alone.
  const findMember = belief.of(crowdOf(members));
  const beside = {
    acting: belief.beside<ActingUser>(),
    memberships: belief.beside<readonly Membership[]>(),
  };
  return {
    connection,
    belief,
    beside,
    installation,
    communityModel: communities,
    kinds: {
      installations: new Kind(documentsOf(installation), { revOf }),
      users: new Kind(documentsOf(users), { revOf }),
      tokens: new Kind(documentsOf(tokens)),
      communities: new Kind(documentsOf(communities), { revOf }),
      members: new Kind(documentsOf(members)),
      boards: new Kind(documentsOf(boards), { revOf }),
      ideas: new Kind(documentsOf(ideas)),
      bodies: new Kind(documentsOf(bodies)),
      ideaDocuments: new Kind(documentsOf(ideaDocuments)),
      votes: new Kind(documentsOf(votes), { areSmall: true }),
      ballots: new Kind(documentsOf(ballots)),
      comments: new Kind(documentsOf(comments)),
      responses: new Kind(documentsOf(responses)),
      audit: new Kind(documentsOf(auditModel(connection))),
      receipts: receiptKind(connection),
      brought: new Kind(documentsOf(brought)),
      pages: new Kind(documentsOf(pages)),
      documentLinks: new Kind(documentsOf(links)),
      documentComments: new Kind(documentsOf(documentComments)),
      suggestions: new Kind(documentsOf(suggestions)),
      versions: new Kind(documentsOf(versions)),
      documentWork: new Kind(documentsOf(documentWork)),
      documentRemovals: new Kind(documentsOf(removals)),
      pageKeeps: new Kind(documentsOf(keeps)),
      accessRequests: new Kind(documentsOf(requests)),
      pageSeeds: new Kind(documentsOf(seeds)),
      pageTexts: new Kind(documentsOf(pageTexts)),
    },
    boardRepo: boardRepo(boards),
    broughtRepo: broughtRepo(brought),
    commentRepo: commentRepo(comments),
    communityRepo: communityRepo(communities),
    ideaRepo: ideasRead,
    journalRepo: journalRepo(documentEntryModel(connection), documentSnapshotModel(connection)),
    memberRepo: memberRepo(members),
    namesOf: namesOf(users),
    indexFileRepo: indexFileRepo(indexFileModel(connection)),
    linkRepo: linkRepo(links),
    documentCommentRepo: documentCommentRepo(documentComments),
    removals,
    suggestionRepo: suggestionRepo(suggestions),
    versionRepo: versionRepo(versions, documentWork),
    pageRepo: pageRepo({ pages, findPage: crowdOf(pages), keeps, requests, seeds }),
    pageTextRepo: pageTextRepo(pageTexts),
    readingRepo: readingRepo(readingModel(connection)),
    responseRepo: responseRepo(responses),
    standings: standings(findCommunity, findMember, beside.memberships),
    believedStandings: standings(belief.of(findCommunity), findMember, beside.memberships),
    tokenRepo: tokenRepo(tokens),
    userRepo: userRepo(users, crowdOf(users)),
    voteRepo: votesRead,
    votesLeft: votesLeft(ballots, votesRead, ideasRead),
  };
};
