import { getChanges } from "../../shared/boards/getChanges.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Store } from "../store.ts";
import { changesSince } from "./changesSince.ts";
import type { ViewBoard } from "./viewBoard.ts";

type GetChangesDeps = Pick<Store, "ideaRepo" | "commentRepo" | "responseRepo"> & {
  readonly viewBoard: ViewBoard;
};

export const getChangesHandler = (deps: GetChangesDeps) => {
  const read = changesSince(deps);
  return handleQuery(getChanges, async ({ boardId, since }, { actor }) => {
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
    const recordsFor = await read(board, since);
    return { ...answer, resync: !recordsFor, records: recordsFor?.(audience) ?? [] };
  });
};
