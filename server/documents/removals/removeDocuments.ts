import type { Model } from "mongoose";
import type { DocumentCommentRepo } from "../comments/documentCommentRepo.ts";
import type { Documents } from "../documents.ts";
import type { SuggestionRepo } from "../suggestions/suggestionRepo.ts";
import type { VersionRepo } from "../versions/versionRepo.ts";
import type { StoredRemoval } from "./removalModel.ts";

interface RemoveDocumentsDeps {
  readonly removals: Model<StoredRemoval>;
  readonly documents: Pick<Documents, "remove">;
  readonly documentCommentRepo: DocumentCommentRepo;
  readonly suggestionRepo: SuggestionRepo;
  readonly versionRepo: VersionRepo;
}

const AT_ONCE = 500;

/**
 * Removes what is left of documents whose subjects are gone, and all that stood beside them. Each is on the list since
 * the transaction that removed its subject, and until all is done: whatever ends this in the middle, the next goes on.
 */
export const removeDocuments = async (deps: RemoveDocumentsDeps): Promise<void> => {
  const due = await deps.removals.find().limit(AT_ONCE).lean<StoredRemoval[]>();
  for (const { _id: name } of due) {
    await deps.documents.remove(name);
    await deps.documentCommentRepo.removeOf(name);
    await deps.suggestionRepo.removeOf(name);
    await deps.versionRepo.removeOf(name);
    await deps.removals.deleteOne({ _id: name });
  }
};
