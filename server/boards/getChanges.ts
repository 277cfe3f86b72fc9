import { getChanges } from "../../shared/boards/getChanges.ts";
import type { CommentRepo } from "../comments/commentRepo.ts";
import { presentCommentFor } from "../comments/presentComment.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { presentIdeaBodyFor, presentIdeaFor } from "../ideas/presentIdea.ts";
import { presentResponseFor } from "../responses/presentResponse.ts";
import type { ResponseRepo } from "../responses/responseRepo.ts";
import { presentBoard } from "./presentBoard.ts";
import type { ViewBoard } from "./viewBoard.ts";

/** Beyond this many records a new snapshot is the shorter way. */
const BACKLOG_MAX = 1000;

interface GetChangesDeps {
  readonly viewBoard: ViewBoard;
  readonly ideaRepo: IdeaRepo;
  readonly commentRepo: CommentRepo;
  readonly responseRepo: ResponseRepo;
}

export const getChangesHandler = (deps: GetChangesDeps) =>
  handleQuery(getChanges, async ({ boardId, since }, { actor }) => {
    // Before the records: they may then be newer than the rev says, never older.
    const seen = await deps.viewBoard(actor, boardId);
    if (!seen) {
      throw new Refusal("board_not_found");
    }
    const { board, audience } = seen;
    const answer = { boardId, from: since, rev: board.rev, audience };
    if (since > board.rev) {
      // A rev that never was: the board was restored from a backup.
      return { ...answer, from: 0, resync: true, records: [] };
    }
    if (since === board.rev) {
      return { ...answer, resync: false, records: [] };
    }
    const most = BACKLOG_MAX + 1;
    const [{ ideas, bodies }, comments, responses] = await Promise.all([
      deps.ideaRepo.changedSince(boardId, since, most),
      deps.commentRepo.changedSince(boardId, since, most),
      deps.responseRepo.changedSince(boardId, since, most),
    ]);
    const records = [
      ...(board.recordRev > since ? [presentBoard(board, audience)] : []),
      ...ideas.map((idea) => presentIdeaFor(idea, audience)),
      ...bodies.map((body) => presentIdeaBodyFor(body, audience)),
      ...comments.map((comment) => presentCommentFor(comment, audience)),
      ...responses.map((response) => presentResponseFor(response, audience)),
    ];
    return records.length > BACKLOG_MAX
      ? { ...answer, resync: true, records: [] }
      : { ...answer, resync: false, records };
  });
