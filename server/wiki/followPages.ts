import { documentSubject, type DocumentSubject } from "../../shared/documents/documentName.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { BoardRepo } from "../boards/boardRepo.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { AfterCommit } from "../dispatch/afterCommit.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { DocumentChanged, Documents, ReadDocument } from "../documents/documents.ts";
import { noteWork } from "../documents/versions/followWork.ts";
import type { StoredDocumentWork } from "../documents/versions/versionModel.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import type { StoredLinks } from "./linkModel.ts";
import { pageText } from "./pageText.ts";
import type { StoredPageText } from "./pageTextModel.ts";
import { pageLinks } from "./pageLinks.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { PageTextRepo } from "./pageTextRepo.ts";

interface FollowPagesDeps {
  readonly documents: Documents;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly pages: Kind<StoredPage>;
  readonly pageTexts: Kind<StoredPageText>;
  readonly documentLinks: Kind<StoredLinks>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly pageRepo: PageRepo;
  readonly pageTextRepo: PageTextRepo;
  readonly ideaRepo: IdeaRepo;
  readonly boardRepo: BoardRepo;
  readonly tell: (after: AfterCommit) => void;
}

const CONTRIBUTORS_MAX = 500;

const communityOf = async (
  { pageRepo, ideaRepo, boardRepo }: FollowPagesDeps,
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
 * What of a change is not followed yet. Of a page the journal knows: this server may not have heard of all that
 * others stored, and the text to be followed holds that too.
 */
const unfollowed = async (
  { documents, pageTextRepo }: FollowPagesDeps,
  changed: DocumentChanged,
  subject: DocumentSubject,
): Promise<DocumentChanged & { readonly seq?: number }> => {
  if (subject.type === "idea") {
    return changed;
  }
  return documents.changedAfter(changed.name, await pageTextRepo.followedTo(subject.id));
};

/**
 * What follows from a change of a page's or an idea's text: what it links to, its next version, and, of a page,
 * its words, when and by whom it was.
 */
export const followPages =
  (deps: FollowPagesDeps) =>
  async (changed: DocumentChanged): Promise<void> => {
    const { name } = changed;
    const subject = documentSubject(name);
    const communityId = await communityOf(deps, subject);
    const { contributions, seq } = await unfollowed(deps, changed, subject);
    const last = contributions.at(-1);
    if (communityId === undefined || !last) {
      return;
    }
    const now = await deps.documents.readNow(name);
    await write(deps, communityId, {
      changed: { name, contributions },
      subject,
      // Whose the rest of it is, is followed with the next change.
      now: { ...now, seq: seq ?? now.seq },
      by: last.by,
      writtenAt: last.at,
    });
    if (subject.type === "page") {
      deps.tell({ what: "wiki", communityId });
    }
  };

const write = (
  { communityLanes, pages: pageKind, pageTexts, documentLinks, documentWork }: FollowPagesDeps,
  communityId: CommunityId,
  {
    changed,
    subject,
    now,
    by,
    writtenAt,
  }: {
    readonly changed: DocumentChanged;
    readonly subject: DocumentSubject;
    readonly now: ReadDocument;
    readonly by: StoredPage["changedBy"];
    readonly writtenAt: Date;
  },
): Promise<void> =>
  onLane(communityLanes, communityId, {
    run: async (work) => {
      if (subject.type === "page") {
        const page = await work.find(pageKind, subject.id);
        if (!page) {
          return;
        }
        const people = [...page.contributors, ...changed.contributions.map((one) => one.by)];
        const contributors = [...new Map(people.map((one) => [one.id, one])).values()];
        work.put(pageKind, {
          ...page,
          updatedAt: work.now,
          writtenAt,
          changedBy: by,
          contributors: contributors.slice(0, CONTRIBUTORS_MAX),
        });
        const known = await work.find(pageTexts, page._id);
        if ((known?.seq ?? 0) <= now.seq) {
          work.put(pageTexts, pageText(page, now));
        }
      }
      const pages = pageLinks(now.tree);
      const before = await work.find(documentLinks, changed.name);
      if (pages.length > 0) {
        work.put(documentLinks, { _id: changed.name, pages });
      } else if (before) {
        work.remove(documentLinks, changed.name);
      }
      await noteWork(documentWork, work, communityId, changed);
    },
  });
