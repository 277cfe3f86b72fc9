import { listDocumentComments } from "../../../shared/documents/documentComments.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import { liveDocument } from "../onDocument.ts";
import type { ViewDocument } from "../viewDocument.ts";
import type { DocumentCommentRepo } from "./documentCommentRepo.ts";
import { presentThread } from "./presentThread.ts";

interface ListDocumentCommentsDeps {
  readonly viewDocument: ViewDocument;
  readonly documentCommentRepo: DocumentCommentRepo;
}

export const listDocumentCommentsHandler = (deps: ListDocumentCommentsDeps) =>
  handleQuery(listDocumentComments, async ({ name, state, after, limit }, { actor }) => {
    await liveDocument(deps.viewDocument, actor, name, "document_not_found");
    const page = await deps.documentCommentRepo.page({ name, state, after, limit });
    const replies = await deps.documentCommentRepo.repliesTo(page.items.map(({ _id }) => _id));
    const userId = actor.kind === "user" ? actor.id : undefined;
    return {
      threads: page.items
        .map((root) => presentThread(root, replies, userId))
        .filter((thread) => !thread.isRemoved || thread.replies.length > 0),
      ...(page.next !== undefined && { next: page.next }),
    };
  });
