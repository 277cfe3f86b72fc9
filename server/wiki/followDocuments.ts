import { documentSubject, type DocumentSubject } from "../../shared/documents/documentName.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { BoardRepo } from "../boards/boardRepo.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { AfterCommit } from "../dispatch/afterCommit.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { DocumentChanged, Documents, JournalChanged } from "../documents/documents.ts";
import { noteWork } from "../documents/versions/followWork.ts";
import type { StoredDocumentWork } from "../documents/versions/versionModel.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import type { LinkRepo } from "../links/linkRepo.ts";
import { pageText } from "./pageText.ts";
import type { StoredPageText } from "./pageTextModel.ts";
import { pageLinks } from "../links/pageLinks.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";

interface FollowDocumentsDeps {
  readonly documents: Documents;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly pages: Kind<StoredPage>;
  readonly pageTexts: Kind<StoredPageText>;
  readonly documentLinks: Kind<StoredLinks>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly pageRepo: PageRepo;
  readonly linkRepo: LinkRepo;
  readonly ideaRepo: IdeaRepo;
  readonly boardRepo: BoardRepo;
  readonly tell: (after: AfterCommit) => void;
}

const CONTRIBUTORS_MAX = 500;

const communityOf = async (
  { pageRepo, ideaRepo, boardRepo }: FollowDocumentsDeps,
  subject: DocumentSubject,
): Promise<CommunityId | undefined> => {
  if (subject.type === "page") {
    return pageRepo.communityOf(subject.id);
  }
  const idea = await ideaRepo.find(subject.id);
  const board = idea && !idea.removed && (await boardRepo.find(idea.boardId));
  return board ? board.communityId : undefined;
};

/**
 * What follows from a change of a page's or an idea's text: what it links to, its next version, and, of a page,
 * its words, when and by whom it was.
 */
export const followDocuments =
  (deps: FollowDocumentsDeps) =>
  async ({ name }: DocumentChanged): Promise<void> => {
    const subject = documentSubject(name);
    const communityId = await communityOf(deps, subject);
    // The journal's word: what is read below holds also what others stored, and this server need not have heard of.
    const followedTo = await deps.linkRepo.followedTo(name);
    const changed = await deps.documents.changedAfter(name, followedTo);
    if (communityId === undefined || changed.seq <= followedTo) {
      return;
    }
    const { tree } = await deps.documents.readNow(name);
    await write(deps, communityId, { changed, subject, tree });
    if (subject.type === "page") {
      deps.tell({ what: "wiki", communityId });
    }
  };

interface Followed {
  readonly changed: JournalChanged;
  readonly subject: DocumentSubject;
  /** Holds at least what was changed. */
  readonly tree: DocumentTree;
}

const write = (
  deps: FollowDocumentsDeps,
  communityId: CommunityId,
  { changed, subject, tree }: Followed,
): Promise<void> =>
  onLane(deps.communityLanes, communityId, {
    run: async (work) => {
      const { name, seq } = changed;
      const known = await work.find(deps.documentLinks, name);
      if (known?.seq !== undefined && known.seq >= seq) {
        return;
      }
      const isWritten = changed.contributions.length > 0;
      if (subject.type === "page") {
        const page = await work.find(deps.pages, subject.id);
        if (!page) {
          return;
        }
        if (isWritten) {
          work.put(deps.pages, { ...page, updatedAt: work.now, ...writers(page, changed) });
        }
        await work.find(deps.pageTexts, page._id);
        work.put(deps.pageTexts, pageText(page, tree));
      }
      work.put(deps.documentLinks, { _id: name, pages: pageLinks(tree), seq });
      if (isWritten) {
        await noteWork(deps.documentWork, work, communityId, changed);
      }
    },
  });

/** When and by whom a page was written. */
const writers = (page: StoredPage, { contributions }: JournalChanged) => {
  const people = [...page.contributors, ...contributions.map(({ by }) => by)];
  const contributors = [...new Map(people.map((one) => [one.id, one])).values()];
  const last = contributions.at(-1);
  return {
    contributors: contributors.slice(0, CONTRIBUTORS_MAX),
    ...(last && { changedBy: last.by, writtenAt: last.at }),
  };
};
