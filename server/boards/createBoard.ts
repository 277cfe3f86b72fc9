import { createBoard } from "../../shared/boards/createBoard.ts";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { OnCommunity } from "../communities/onCommunity.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { StoredBoard } from "./boardModel.ts";
import { presentBoard } from "./presentBoard.ts";

interface CreateBoardDeps {
  readonly onCommunity: OnCommunity;
  readonly newId: NewId;
  readonly boards: Kind<StoredBoard>;
}

export const createBoardHandler = ({ onCommunity, newId, boards }: CreateBoardDeps) =>
  onCommunity(createBoard, {
    run: async ({ voteBudget, ...fields }, { work, allow }) => {
      allow("board.create");
      const board = work.put(boards, {
        _id: newId(BoardId, work.now),
        ...fields,
        rev: 0,
        recordRev: 0,
        postingOpen: true,
        votingOpen: true,
        commentingOpen: true,
        ...(voteBudget !== null && { budget: { votes: voteBudget, since: 0 } }),
        ideas: 0,
        hiddenIdeas: 0,
        createdAt: work.now,
      });
      return { value: presentBoard(board, "staff") };
    },
  });
