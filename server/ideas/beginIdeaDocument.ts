import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { Kind } from "../database/kind.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { onLane } from "../dispatch/onLane.ts";
import type { ReadMarkdown } from "../documents/readMarkdown.ts";
import type { StoredIdeaDocument } from "./ideaDocumentModel.ts";
import type { IdeaRepo } from "./ideaRepo.ts";

interface BeginIdeaDocumentDeps {
  /**
   * Lanes of its own: an edit that holds a board's lane may be waiting for just this document. They meet in
   * the database, as those of two processes do.
   */
  readonly seedLanes: Lanes<StoredBoard>;
  readonly bodies: BoardKinds["bodies"];
  readonly ideaDocuments: Kind<StoredIdeaDocument>;
  readonly ideaRepo: IdeaRepo;
  readonly readMarkdown: ReadMarkdown;
}

/**
 * What an idea's document begins with. It is noted first that there is one: whoever edits the text from then
 * on edits the document, so that the text that is read here is the last that wasn't in it.
 */
export type BeginIdeaDocument = (ideaId: string) => Promise<DocumentTree>;

export const beginIdeaDocument =
  (deps: BeginIdeaDocumentDeps): BeginIdeaDocument =>
  async (ideaId) => {
    const { seedLanes, bodies, ideaDocuments, ideaRepo, readMarkdown } = deps;
    const boardId = await ideaRepo.boardOf(ideaId);
    if (boardId !== undefined && !(await ideaRepo.document(ideaId))) {
      await onLane(seedLanes, boardId, {
        run: async (work) => {
          const body = await work.find(bodies, ideaId);
          if (body && !body.removed && !(await work.find(ideaDocuments, ideaId))) {
            work.put(ideaDocuments, { _id: body._id, boardId: body.boardId, seq: 0 });
          }
        },
      });
    }
    const body = await ideaRepo.body(ideaId);
    return body ? readMarkdown(body.text) : [];
  };
