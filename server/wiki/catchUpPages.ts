import { documentName } from "../../shared/documents/documentName.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { DocumentChanged, Documents } from "../documents/documents.ts";
import type { PageRepo } from "./pageRepo.ts";
import type { PageTextRepo } from "./pageTextRepo.ts";

interface CatchUpDeps {
  readonly pageRepo: PageRepo;
  readonly pageTextRepo: PageTextRepo;
  readonly documents: Documents;
  readonly follow: (changed: DocumentChanged) => Promise<void>;
  readonly isOver: () => boolean;
  readonly logFault: (fault: unknown) => void;
}

/** Follows the pages that were written on when a server ended before it had followed. One that can't be stops no other. */
export const catchUpPages = async (deps: CatchUpDeps): Promise<void> => {
  const { pageRepo, pageTextRepo, documents, follow, isOver, logFault } = deps;
  for await (const { _id } of pageRepo.streamIds()) {
    if (isOver()) {
      return;
    }
    const name = documentName({ type: "page", id: _id });
    try {
      if (await documents.isBeyond(name, await pageTextRepo.followedTo(_id))) {
        await follow({ name, contributions: [] });
      }
    } catch (fault) {
      if (isDatabaseAway(fault)) {
        throw fault;
      }
      logFault(fault);
    }
  }
};
