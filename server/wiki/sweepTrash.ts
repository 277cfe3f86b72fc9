import { documentName } from "../../shared/documents/documentName.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { TRASH_DAYS } from "../../shared/wiki/page.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { StoredRemoval } from "../documents/removals/removalModel.ts";
import type { StoredDocumentWork } from "../documents/versions/versionModel.ts";
import type { StoredAccessRequest } from "./accessRequestModel.ts";
import type { ReadingRepo } from "./insights/readingRepo.ts";
import { linksOfApproved } from "../links/linkSource.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import { PageForest } from "./pageForest.ts";
import type { StoredPageKeep } from "./pageKeepModel.ts";
import type { StoredPage } from "./pageModel.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { StoredPageSeed } from "./pageSeedModel.ts";
import type { StoredPageText } from "./pageTextModel.ts";

interface SweepTrashDeps {
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly pages: Kind<StoredPage>;
  readonly pageKeeps: Kind<StoredPageKeep>;
  readonly accessRequests: Kind<StoredAccessRequest>;
  readonly pageSeeds: Kind<StoredPageSeed>;
  readonly pageTexts: Kind<StoredPageText>;
  readonly documentLinks: Kind<StoredLinks>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly documentRemovals: Kind<StoredRemoval>;
  /** Removes the documents that are on the list. */
  readonly removeDocuments: () => Promise<void>;
  readonly pageRepo: PageRepo;
  readonly readingRepo: ReadingRepo;
  readonly now: () => Date;
}

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 100;

/** Removes for good what has been in the trash for so long, with all below it. */
export const sweepTrash = async (deps: SweepTrashDeps): Promise<void> => {
  const before = new Date(deps.now().getTime() - TRASH_DAYS * DAY_MS);
  const due = await deps.pageRepo.trashedBefore(before, AT_ONCE);
  for (const communityId of new Set(due.map((page) => page.communityId))) {
    await sweepOne(deps, communityId, before);
  }
  await deps.removeDocuments();
};

const sweepOne = (deps: SweepTrashDeps, communityId: CommunityId, before: Date): Promise<void> =>
  onLane(deps.communityLanes, communityId, {
    alone: true,
    run: async (work) => {
      const forest = new PageForest(await deps.pageRepo.allOf(communityId));
      const gone = new Set(
        forest.pages
          .filter(({ trashed }) => trashed && trashed.at < before)
          .flatMap((page) => forest.branchOf(page).map(({ _id }) => _id)),
      );
      const besides = await deps.pageRepo.besides([...gone]);
      const remove = async <D extends { readonly _id: string }>(
        kind: Kind<D>,
        ids: Iterable<string>,
      ): Promise<void> => {
        for (const id of ids) {
          // Only what is known to be there can be removed.
          await work.find(kind, id);
          work.remove(kind, id);
        }
      };
      await remove(deps.pages, gone);
      await remove(deps.pageTexts, gone);
      const names = [...gone].map((id) => documentName({ type: "page", id }));
      await remove(deps.documentLinks, [...names, ...[...gone].map(linksOfApproved)]);
      // So that no version comes of it any more.
      await remove(deps.documentWork, names);
      for (const name of names) {
        await work.find(deps.documentRemovals, name);
        work.put(deps.documentRemovals, { _id: name, at: work.now });
      }
      await remove(deps.pageKeeps, besides.keeps);
      await remove(deps.accessRequests, besides.requests);
      await remove(deps.pageSeeds, besides.seeds);
      // Not part of the transaction: what a crash leaves of it ends by itself.
      await deps.readingRepo.removeOf([...gone]);
    },
  });
