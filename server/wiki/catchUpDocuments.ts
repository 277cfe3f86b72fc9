import { documentName, type DocumentName } from "../../shared/documents/documentName.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { DocumentChanged, Documents } from "../documents/documents.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import type { LinkRepo } from "../links/linkRepo.ts";
import type { PageRepo } from "./pageRepo.ts";

interface CatchUpDeps {
  readonly pageRepo: PageRepo;
  readonly ideaRepo: IdeaRepo;
  readonly linkRepo: LinkRepo;
  readonly documents: Documents;
  readonly follow: (changed: DocumentChanged) => Promise<void>;
  readonly isOver: () => boolean;
  readonly logFault: (fault: unknown) => void;
}

async function* names({ pageRepo, ideaRepo }: CatchUpDeps): AsyncGenerator<DocumentName> {
  for await (const { _id: id } of pageRepo.streamIds()) {
    yield documentName({ type: "page", id });
  }
  for await (const { _id: id } of ideaRepo.streamDocuments()) {
    yield documentName({ type: "idea", id });
  }
}

/**
 * Follows the documents that were written on when a server ended before it had followed. One that can't be stops
 * no other.
 */
export const catchUpDocuments = async (deps: CatchUpDeps): Promise<void> => {
  const { linkRepo, documents, follow, isOver, logFault } = deps;
  for await (const name of names(deps)) {
    if (isOver()) {
      return;
    }
    try {
      if (await documents.isBeyond(name, await linkRepo.followedTo(name))) {
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
