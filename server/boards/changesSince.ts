import type { Audience, BoardChange } from "../../shared/boards/boardChange.ts";
import { presentCommentFor } from "../comments/presentComment.ts";
import { presentIdeaBodyFor, presentIdeaFor } from "../ideas/presentIdea.ts";
import { presentResponseFor } from "../responses/presentResponse.ts";
import type { Store } from "../store.ts";
import type { StoredBoard } from "./boardModel.ts";
import { presentBoard } from "./presentBoard.ts";

/** Beyond this many records a new snapshot is the shorter way. */
const BACKLOG_MAX = 1000;

/**
 * What changed on a board since a rev, as an audience may see it; `undefined` if it is too much. The records
 * may be newer than the board that was given, never older.
 */
export type ChangesSince = (
  board: StoredBoard,
  since: number,
) => Promise<((audience: Audience) => BoardChange["records"]) | undefined>;

export const changesSince =
  ({
    ideaRepo,
    commentRepo,
    responseRepo,
  }: Pick<Store, "ideaRepo" | "commentRepo" | "responseRepo">): ChangesSince =>
  async (board, since) => {
    const most = BACKLOG_MAX + 1;
    const [{ ideas, bodies }, comments, responses] = await Promise.all([
      ideaRepo.changedSince(board._id, since, most),
      commentRepo.changedSince(board._id, since, most),
      responseRepo.changedSince(board._id, since, most),
    ]);
    const isBoardChanged = board.recordRev > since;
    const count = ideas.length + bodies.length + comments.length + responses.length;
    return count + (isBoardChanged ? 1 : 0) > BACKLOG_MAX
      ? undefined
      : (audience) => [
          ...(isBoardChanged ? [presentBoard(board, audience)] : []),
          ...ideas.map((idea) => presentIdeaFor(idea, audience)),
          ...bodies.map((body) => presentIdeaBodyFor(body, audience)),
          ...comments.map((comment) => presentCommentFor(comment, audience)),
          ...responses.map((response) => presentResponseFor(response, audience)),
        ];
  };
