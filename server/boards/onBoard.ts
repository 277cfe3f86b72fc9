import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { Ticket } from "../dispatch/batch.ts";
import { userOf, type Call } from "../dispatch/call.ts";
import type { Doing } from "../dispatch/commandJob.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredBoard } from "./boardModel.ts";
import { enterBoard, enterNeeds, type EnterBoardDeps, type OnBoardUser } from "./enterBoard.ts";

export interface OnBoardDeps extends EnterBoardDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly boardLanes: Lanes<StoredBoard>;
}

/** What a command on a board has to go by, once it is sure that the actor may see the board. */
export interface OnBoardRun extends OnBoardUser {
  readonly work: UnitOfWork;
  readonly board: StoredBoard;
  /** What every record that it changes is stamped with. */
  readonly rev: number;
  /** The idempotency key, if one was sent. */
  readonly key: string | undefined;
}

type BoardCommand<C extends Command> = Doing<
  (input: ParsedOf<C>, on: OnBoardRun) => Promise<Outcome<ValueOf<C>>>,
  (input: ParsedOf<C>, call: Call) => Ticket<StoredBoard>
> & {
  /** Which board; `undefined` if what the input names does not exist. */
  readonly board: (input: ParsedOf<C>) => string | undefined | Promise<string | undefined>;
  /** The answer for what is not there and for what may not be seen: the same. */
  readonly missing: RefusalCode;
  readonly needs?: (input: ParsedOf<C>, userId: string, board: StoredBoard) => readonly Need[];
  readonly alone?: boolean;
};

/** Handles a command on a board's lane. */
export type OnBoard = <C extends Command>(command: C, on: BoardCommand<C>) => Handler;

export const onBoard =
  ({ handle, boardLanes, ...deps }: OnBoardDeps): OnBoard =>
  (command, { board: boardOf, missing, needs, alone, run, join }) =>
    handle<typeof command, StoredBoard>(command, {
      lanes: boardLanes,
      lane: (input, call) => {
        // Before anything is looked up: otherwise a guest could tell what is hidden from what is not there.
        userOf(call);
        const id = boardOf(input);
        return typeof id === "string" ? id : foundBoard(id, missing);
      },
      needs: (input, call, board) =>
        board
          ? [
              ...enterNeeds(deps, call, board),
              ...(call.actor.kind === "user" ? (needs?.(input, call.actor.id, board) ?? []) : []),
            ]
          : [],
      alone: alone ?? false,
      ...(join
        ? { join }
        : {
            run: async (input, { call, work, guard: board, rev }) => {
              if (board) {
                await work.prefetch(enterNeeds(deps, call, board));
              }
              return run(input, {
                ...enterBoard(deps, call, { work, board, missing }),
                work,
                rev,
                key: call.key,
              });
            },
          }),
    });

const foundBoard = async (
  looking: undefined | Promise<string | undefined>,
  missing: RefusalCode,
): Promise<string> => {
  const id = await looking;
  if (id === undefined) {
    throw new Refusal(missing);
  }
  return id;
};
