import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { Batch, type Verdict } from "../dispatch/batch.ts";
import type { Call } from "../dispatch/call.ts";
import type { StoredBoard } from "./boardModel.ts";
import { enterBoard, enterNeeds, type EnterBoardDeps, type OnBoardUser } from "./enterBoard.ts";

/** One command of a batch on a board. */
export interface Entrant<Item> {
  readonly item: Item;
  /** Throws unless whoever calls may see the board. */
  readonly enter: () => OnBoardUser & { readonly board: StoredBoard };
}

interface BoardBatch<Item> {
  /** The answer for what is not there and for what may not be seen: the same. */
  readonly missing: RefusalCode;
  /** As `Decide`. */
  readonly decide: (
    entrants: readonly Entrant<Item>[],
    on: { readonly work: UnitOfWork; readonly rev: number },
  ) => Promise<readonly Verdict[]>;
}

interface Asked<Item> {
  readonly item: Item;
  readonly call: Call;
}

/** A batch of commands on a board's lane. */
export const boardBatch = <Item>(deps: EnterBoardDeps, { missing, decide }: BoardBatch<Item>) =>
  new Batch<Asked<Item>, StoredBoard>(async (asked, work, { guard: board, rev }) => {
    if (board) {
      await work.prefetch(asked.flatMap(({ call }) => enterNeeds(deps, call, board)));
    }
    return decide(
      asked.map(({ item, call }) => ({
        item,
        enter: () => enterBoard(deps, call, { work, board, missing }),
      })),
      { work, rev },
    );
  });
