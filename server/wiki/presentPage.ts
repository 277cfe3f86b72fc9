import { isDeepStrictEqual } from "node:util";
import { may } from "../../shared/members/policy.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Page, PageApproval, PageNode } from "../../shared/wiki/page.ts";
import type { ShownPageRights } from "../../shared/wiki/pageRights.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import { asSeen } from "./asApproved.ts";
import type { StoredPageKeep } from "./pageKeepModel.ts";
import type { StoredPage } from "./pageModel.ts";
import { seesApprovedOnly, type WikiViewer } from "./pageSight.ts";

type Node = Pick<StoredPage, "_id" | "title" | "labels" | "position" | "isTemplate" | "updatedAt">;

export const presentNode = (
  page: Node,
  shown: {
    readonly parentId: PageNode["parentId"];
    readonly rights: DocumentRights;
    readonly isFavourite: boolean;
  },
): PageNode => ({
  id: page._id,
  ...(shown.parentId && { parentId: shown.parentId }),
  title: page.title,
  labels: [...page.labels],
  position: page.position,
  isTemplate: page.isTemplate,
  rights: shown.rights,
  isFavourite: shown.isFavourite,
  updatedAt: page.updatedAt.toISOString(),
});

const isBehind = ({ title, labels, writtenAt, approved }: StoredPage): boolean =>
  approved !== undefined &&
  ((writtenAt !== undefined && writtenAt > approved.at) ||
    title !== (approved.title ?? title) ||
    !isDeepStrictEqual(labels, approved.labels ?? labels));

const presentApproval = (page: StoredPage, isReader: boolean): PageApproval => {
  const { approved } = page;
  return approved
    ? {
        // Who sees only that is not told that there is more.
        state: !isReader && isBehind(page) ? "behind" : "current",
        versionId: approved.versionId,
        by: approved.by,
        at: approved.at.toISOString(),
      }
    : { state: "never" };
};

const presentRights = async (
  { rights }: StoredPage,
  namesOf: NamesOf,
): Promise<ShownPageRights | undefined> => {
  if (!rights) {
    return undefined;
  }
  const nameOf = await namesOf(rights.members.map(({ userId }) => userId));
  return {
    ...rights,
    members: rights.members.map(({ userId, rights: given }) => ({
      user: { id: userId, name: nameOf.get(userId) ?? "" },
      rights: given,
    })),
  };
};

/** A page as somebody sees it who may see it. */
export type PresentPage = (
  page: StoredPage,
  viewer: WikiViewer,
  shown: {
    readonly parentId: PageNode["parentId"];
    readonly rights: DocumentRights;
    readonly keep: StoredPageKeep | undefined;
  },
) => Promise<Page>;

export const presentPage =
  (namesOf: NamesOf): PresentPage =>
  async (stored, { actor, standing, community }, { parentId, rights, keep }) => {
    const isReader = seesApprovedOnly({ community }, rights);
    const page = asSeen({ community }, rights, stored);
    const userId = actor.kind === "user" ? actor.id : undefined;
    const mayManage = may({ role: standing.role, userId }, "page.setRights");
    const ownRights = mayManage ? await presentRights(page, namesOf) : undefined;
    return {
      ...presentNode(page, { parentId, rights, isFavourite: keep?.isFavourite ?? false }),
      communityId: page.communityId,
      createdBy: page.createdBy,
      createdAt: page.createdAt.toISOString(),
      ...(page.changedBy && !isReader && { changedBy: page.changedBy }),
      contributors: [...page.contributors],
      isWatched: keep?.isWatched ?? false,
      mayManage,
      ...(ownRights && { ownRights }),
      ...(community.wikiApproval === true && { approval: presentApproval(page, isReader) }),
    };
  };
