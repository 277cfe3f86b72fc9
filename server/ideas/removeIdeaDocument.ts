import { documentName } from "../../shared/documents/documentName.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { Kind } from "../database/kind.ts";
import type { Stored } from "../database/writes.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { StoredRemoval } from "../documents/removals/removalModel.ts";
import type { StoredDocumentWork } from "../documents/versions/versionModel.ts";
import { linksOfResponse } from "../links/linkSource.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import type { StoredIdeaDocument } from "./ideaDocumentModel.ts";

export interface RemoveIdeaDocumentDeps {
  readonly ideaDocuments: Kind<StoredIdeaDocument>;
  readonly documentLinks: Kind<StoredLinks>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly documentRemovals: Kind<StoredRemoval>;
}

/** Puts an idea's document, and all that stands beside it, on the list of those that are to go for good; what it and its answer link to goes now. */
export const removeIdeaDocument = async (
  { ideaDocuments, documentLinks, documentWork, documentRemovals }: RemoveIdeaDocumentDeps,
  work: UnitOfWork,
  id: IdeaId,
): Promise<void> => {
  const name = documentName({ type: "idea", id });
  const remove = async <D extends Stored>(kind: Kind<D>, of: string): Promise<void> => {
    if (await work.find(kind, of)) {
      work.remove(kind, of);
    }
  };
  await remove(ideaDocuments, id);
  await remove(documentLinks, name);
  await remove(documentLinks, linksOfResponse(id));
  await remove(documentWork, name);
  work.put(documentRemovals, { _id: name, at: work.now });
};
