import { accountMails } from "./accounts/accountMails.ts";
import { loginLimits } from "./accounts/loginLimits.ts";
import type { LoginStore } from "./accounts/loginStore.ts";
import { onUser } from "./accounts/onUser.ts";
import { presentAccount } from "./accounts/presentAccount.ts";
import type { ReadBoard, RememberBoard } from "./boards/getBoard.ts";
import type { HotBoards } from "./boards/hotBoards.ts";
import { onBoard } from "./boards/onBoard.ts";
import type { ViewBoard } from "./boards/viewBoard.ts";
import { onCommunity } from "./communities/onCommunity.ts";
import type { NewId } from "./database/newId.ts";
import type { Tell } from "./dispatch/afterCommit.ts";
import type { Turns } from "./dispatch/turns.ts";
import { handleCommand } from "./dispatch/handler.ts";
import type { MakeLimiter } from "./dispatch/limiters.ts";
import { beginIdeaDocument } from "./ideas/beginIdeaDocument.ts";
import { creditCoAuthor } from "./ideas/creditCoAuthor.ts";
import { viewIdea, type SeeIdea } from "./ideas/viewIdea.ts";
import type { Mailer } from "./mail/mailer.ts";
import { auditor } from "./moderation/audit.ts";
import type { Searcher } from "./search/searcher.ts";
import type { BoardFeed } from "./sockets/boardFeed.ts";
import type { Store } from "./store.ts";
import { onPage } from "./wiki/onPage.ts";
import { presentPage } from "./wiki/presentPage.ts";
import { showPage } from "./wiki/showPage.ts";
import { viewPage } from "./wiki/viewPage.ts";
import { readTree } from "./documents/readDocument.ts";
import { archiveReader } from "./wiki/archive/archiveReader.ts";
import { putPage } from "./wiki/putPage.ts";
import type { ReadingNotes } from "./wiki/insights/readingNotes.ts";
import type { SharedDocuments } from "./documents/sharedDocuments.ts";
import { onDocument } from "./documents/onDocument.ts";
import { documentPeople } from "./documents/people.ts";
import { keepVersion } from "./documents/versions/keepVersion.ts";
import type { ViewDocument } from "./documents/viewDocument.ts";
import { openLanes } from "./lanes.ts";

interface Given {
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

/** What handlers are made of. */
export const handlerDeps = (given: Given) => {
  const { store, newId, secret, tell } = given;
  const { kinds } = store;
  const lanes = openLanes(given);
  const { boardLanes, communityLanes, userLanes } = lanes;
  const handle = handleCommand({ receipts: kinds.receipts, secret, tell });
  const present = presentPage(store.namesOf);
  const show = showPage({ presentPage: present, pageKeeps: kinds.pageKeeps });
  return {
    ...given,
    ...lanes,
    ...store,
    ...kinds,
    handle,
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
    beginIdeaDocument: beginIdeaDocument({
      ...given,
      ...store,
      ...kinds,
      seedLanes: lanes.seedLanes,
      readMarkdown: given.documents.readMarkdown,
    }),
  };
};

export type HandlerDeps = ReturnType<typeof handlerDeps>;
