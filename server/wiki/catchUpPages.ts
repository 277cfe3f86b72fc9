import { documentName } from "../../shared/documents/documentName.ts";
import type { DocumentChanged, Documents } from "../documents/documents.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { PageTextRepo } from "./pageTextRepo.ts";

interface CatchUpDeps {
  readonly pageRepo: PageRepo;
  readonly pageTextRepo: PageTextRepo;
  readonly documents: Documents;
  readonly follow: (changed: DocumentChanged) => Promise<void>;
  readonly isOver: () => boolean;
}

/** Follows the pages that were written on when a server ended before it had followed. */
export const catchUpPages = async (deps: CatchUpDeps): Promise<void> => {
  for await (const { _id } of deps.pageRepo.streamIds()) {
    if (deps.isOver()) {
      return;
    }
    const name = documentName({ type: "page", id: _id });
    const followedTo = await deps.pageTextRepo.followedTo(_id);
    const changed = await deps.documents.changedAfter(name, followedTo);
    if (changed && changed.contributions.length > 0) {
      await deps.follow(changed);
    }
  }
};
