import { getBoard, type BoardSnapshot } from "../../shared/boards/getBoard.ts";
import type { ParsedOf } from "../../shared/protocol/operation.ts";
import type { Actor } from "../dispatch/actor.ts";
import { handleQuery, type Handler } from "../dispatch/handler.ts";
import { parseInput } from "../dispatch/parseInput.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { HotBoards } from "./hotBoards.ts";
import type { ViewBoard } from "./viewBoard.ts";

/** A page of a board as the actor may see it; `board_not_found` if they may not. */
export type ReadBoard = (actor: Actor, wanted: ParsedOf<typeof getBoard>) => Promise<BoardSnapshot>;

export const readBoard =
  (view: ViewBoard, hotBoards: HotBoards): ReadBoard =>
  async (actor, wanted) => {
    // Before the ideas: its rev promises that nothing up to it is missing in them.
    const seen = await view(actor, wanted.boardId);
    if (!seen) {
      throw new Refusal("board_not_found");
    }
    return hotBoards.page(seen, seen.audience, wanted);
  };

interface GetBoardDeps {
  readonly readBoard: ReadBoard;
  readonly rememberBoard: RememberBoard;
}

/** A page as guests last saw it, for when the database is away. */
export type RememberBoard = (wanted: ParsedOf<typeof getBoard>) => BoardSnapshot | undefined;

export const getBoardHandler = ({ readBoard: read, rememberBoard }: GetBoardDeps): Handler => ({
  ...handleQuery(getBoard, (wanted, { actor }) => read(actor, wanted)),
  fromMemory: (input) => rememberBoard(parseInput(getBoard.input, input)),
});
