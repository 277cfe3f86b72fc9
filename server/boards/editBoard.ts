import { isDeepStrictEqual } from "node:util";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { withoutAbsent } from "../database/withoutAbsent.ts";
import type { Audit } from "../moderation/audit.ts";
import type { BoardKinds } from "./boardKinds.ts";
import type { OnBoard } from "./onBoard.ts";
import { presentBoard } from "./presentBoard.ts";

interface EditBoardDeps {
  readonly onBoard: OnBoard;
  readonly kinds: BoardKinds;
  readonly audit: Audit;
}

export const editBoardHandler = ({ onBoard, kinds, audit }: EditBoardDeps) =>
  onBoard(editBoard, {
    board: ({ boardId }) => boardId,
    missing: "board_not_found",
    // What votes have been cast until a budget begins is read from the database.
    alone: true,
    run: async (
      { boardId, voteBudget, ...wanted },
      { user, work, board, audience, rev, allow },
    ) => {
      allow("board.edit");
      const { budget, ...unlimited } = board;
      const since = budget?.since ?? rev;
      const votes = voteBudget === undefined ? budget?.votes : voteBudget;
      const wished = {
        ...unlimited,
        ...(typeof votes === "number" && { budget: { votes, since } }),
        ...withoutAbsent(wanted),
      };
      if (isDeepStrictEqual(wished, board)) {
        return { value: presentBoard(board, audience) };
      }
      const edited = work.put(kinds.boards, { ...wished, recordRev: rev });
      if (edited.visibility === board.visibility) {
        return { value: presentBoard(edited, audience) };
      }
      audit(work, user, {
        action: `board.make_${edited.visibility}`,
        communityId: board.communityId,
        subject: { type: "board", id: boardId },
      });
      return {
        value: presentBoard(edited, audience),
        after: [{ what: "rights", of: { board: boardId } }],
      };
    },
  });
