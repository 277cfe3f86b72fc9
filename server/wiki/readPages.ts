import { includesRights, type DocumentRights } from "../../shared/documents/documentRights.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import { TRASH_DAYS } from "../../shared/wiki/page.ts";
import { listTrash } from "../../shared/wiki/trashPage.ts";
import type { Actor } from "../dispatch/actor.ts";
import { userOf } from "../dispatch/call.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Standings } from "../members/standings.ts";
import type { ReadingNotes } from "./insights/readingNotes.ts";
import { asSeen } from "./asApproved.ts";
import { PageForest } from "./pageForest.ts";
import { pageKeepId } from "./pageKeepModel.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import {
  pageRightsOf,
  parentInSight,
  seesApprovedOnly,
  sightOf,
  wikiRightsOf,
} from "./pageSight.ts";
import { presentNode, type PresentPage } from "./presentPage.ts";
import { pageToView, type ViewPage } from "./viewPage.ts";

interface ReadPagesDeps {
  readonly pageRepo: PageRepo;
  readonly standings: Standings;
  readonly viewPage: ViewPage;
  readonly presentPage: PresentPage;
  readonly readingNotes: ReadingNotes;
}

const DAY_MS = 24 * 3_600_000;
const CHANGES_MAX = 100;

export const getPageHandler = ({ pageRepo, viewPage, presentPage, readingNotes }: ReadPagesDeps) =>
  handleQuery(getPage, async ({ pageId }, { actor }) => {
    const { chain, rights, standing, community } = await pageToView(viewPage, actor, pageId);
    readingNotes.note(actor, chain[0]);
    const viewer = { actor, standing, community };
    const keepOf = (id: string) =>
      actor.kind === "user" ? pageRepo.keepOf(pageKeepId(id, actor.id)) : undefined;
    const above = chain.flatMap((page, at) => {
      const upwards: [StoredPage, ...StoredPage[]] = [page, ...chain.slice(at + 1)];
      const sight = at > 0 ? sightOf(viewer, upwards) : undefined;
      const parentId = parentInSight(viewer, upwards)?._id;
      const shown = { parentId, rights: sight ?? rights, isFavourite: false };
      return sight ? [presentNode(asSeen(viewer, sight, page), shown)] : [];
    });
    return {
      page: await presentPage(chain[0], viewer, {
        parentId: parentInSight(viewer, chain)?._id,
        rights,
        keep: await keepOf(pageId),
      }),
      above: above.toReversed(),
    };
  });

interface SeenPage {
  /** As it is seen. */
  readonly page: StoredPage;
  readonly parentId: StoredPage["parentId"];
  readonly rights: DocumentRights;
}

/** All pages of a community that somebody may see, and what they may do at its top. */
export const pagesInSight = async (
  { pageRepo, standings }: Pick<ReadPagesDeps, "pageRepo" | "standings">,
  actor: Actor,
  communityId: CommunityId,
) => {
  const seen = await standings.ofCommunity(actor, communityId);
  if (!seen) {
    throw new Refusal("community_not_found");
  }
  const viewer = { actor, ...seen };
  const [pages, keeps] = await Promise.all([
    pageRepo.allOf(communityId),
    actor.kind === "user" ? pageRepo.keepsOf(actor.id, communityId) : [],
  ]);
  const forest = new PageForest(pages);
  return {
    viewer,
    forest,
    keepOf: new Map(keeps.map((keep) => [keep.pageId, keep])),
    rights: wikiRightsOf(viewer),
    pages: forest.pages.flatMap((page): SeenPage[] => {
      const chain = forest.chainOf(page);
      const rights = chain && sightOf(viewer, chain);
      return chain && rights
        ? [
            {
              page: asSeen(viewer, rights, page),
              parentId: parentInSight(viewer, chain)?._id,
              rights,
            },
          ]
        : [];
    }),
  };
};

/** The tree of a community's pages as somebody sees it. */
export const readPageTree = async (
  deps: Pick<ReadPagesDeps, "pageRepo" | "standings">,
  actor: Actor,
  communityId: CommunityId,
): Promise<ValueOf<typeof getPageTree>> => {
  const { pages, keepOf, rights } = await pagesInSight(deps, actor, communityId);
  return {
    pages: pages
      .map(({ page, parentId, rights: own }) =>
        presentNode(page, {
          parentId,
          rights: own,
          isFavourite: keepOf.get(page._id)?.isFavourite ?? false,
        }),
      )
      .toSorted((a, b) => (a.position < b.position ? -1 : 1)),
    ...(rights && { rights }),
  };
};

export const getPageTreeHandler = (deps: ReadPagesDeps) =>
  handleQuery(getPageTree, ({ communityId }, { actor }) => readPageTree(deps, actor, communityId));

export const listPageChangesHandler = (deps: ReadPagesDeps) =>
  handleQuery(listPageChanges, async ({ communityId, of }, { actor }) => {
    const { pages, keepOf, viewer } = await pagesInSight(deps, actor, communityId);
    return {
      pages: pages
        .filter(({ page }) => of === "all" || keepOf.get(page._id)?.isWatched)
        .toSorted((a, b) => b.page.updatedAt.getTime() - a.page.updatedAt.getTime())
        .slice(0, CHANGES_MAX)
        .map(({ page, parentId, rights }) => ({
          ...presentNode(page, {
            parentId,
            rights,
            isFavourite: keepOf.get(page._id)?.isFavourite ?? false,
          }),
          ...(!seesApprovedOnly(viewer, rights) && { changedBy: page.changedBy }),
        })),
    };
  });

export const listTrashHandler = (deps: ReadPagesDeps) =>
  handleQuery(listTrash, async ({ communityId }, call) => {
    userOf(call);
    const { forest, viewer } = await pagesInSight(deps, call.actor, communityId);
    const rightsOf = (page: StoredPage): DocumentRights | undefined => {
      const chain = forest.chainOf(page);
      return chain && pageRightsOf(viewer, chain);
    };
    return {
      pages: forest.pages
        .flatMap((page) => {
          const { trashed } = page;
          const rights = trashed && rightsOf(page);
          return trashed && rights && includesRights(rights, "edit")
            ? [
                {
                  id: page._id,
                  title: page.title,
                  trashedBy: trashed.by,
                  trashedAt: trashed.at.toISOString(),
                  goneAt: new Date(trashed.at.getTime() + TRASH_DAYS * DAY_MS).toISOString(),
                  below: forest.branchOf(page).filter((one) => one !== page && rightsOf(one))
                    .length,
                },
              ]
            : [];
        })
        .toSorted((a, b) => (a.trashedAt > b.trashedAt ? -1 : 1)),
    };
  });
