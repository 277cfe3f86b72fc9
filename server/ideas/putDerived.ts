import type { BoardKinds } from "../boards/boardKinds.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { DerivedText } from "./derivedText.ts";
import { excerptOf } from "./excerpt.ts";
import type { StoredIdeaDocument } from "./ideaDocumentModel.ts";
import type { StoredIdea } from "./ideaModel.ts";

export interface PutDerivedDeps {
  readonly kinds: BoardKinds & { readonly ideaDocuments: Kind<StoredIdeaDocument> };
}

interface PutDerivedOn {
  readonly work: UnitOfWork;
  readonly rev: number;
  readonly idea: StoredIdea;
  readonly document: StoredIdeaDocument;
}

/** Makes an idea's text what its document holds, unless it has followed that far. Tells the idea. */
export const putDerived = async (
  { kinds }: PutDerivedDeps,
  { work, rev, idea, document }: PutDerivedOn,
  { text, isCut, seq }: DerivedText & { readonly seq: number },
): Promise<StoredIdea> => {
  const body = await work.find(kinds.bodies, idea._id);
  if (!body || body.removed || seq <= document.seq) {
    return idea;
  }
  const { _id, boardId } = document;
  work.put(kinds.ideaDocuments, { _id, boardId, seq, ...(isCut && { isCut }) });
  const { isCut: wasCut = false, ...whole } = body;
  if (text === body.text && isCut === wasCut) {
    return idea;
  }
  work.put(kinds.bodies, { ...whole, rev, text, ...(isCut && { isCut }) });
  return work.put(kinds.ideas, { ...idea, rev, excerpt: excerptOf(text), editedAt: work.now });
};
