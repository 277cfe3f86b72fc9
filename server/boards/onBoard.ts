import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { User } from "../dispatch/actor.ts";
import { userOf } from "../dispatch/call.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/job.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import type { Action } from "../../shared/members/policy.ts";
import { allow } from "../rights/allow.ts";
import { audienceOf, mayViewBoard, standingOf } from "../rights/standing.ts";
import type { StoredBoard } from "./boardModel.ts";

export interface OnBoardDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly boardLanes: Lanes<StoredBoard>;
  readonly communities: Kind<StoredCommunity>;
  readonly members: Kind<StoredMember>;
}

/** What a command on a board has to go by, once it is sure that the actor may see the board. */
export interface OnBoardRun {
  readonly user: User;
  readonly work: UnitOfWork;
  readonly board: StoredBoard;
  readonly audience: Audience;
  /** What every record that it changes is stamped with. */
  readonly rev: number;
  /** Throws unless the user may do this. */
  readonly allow: (action: Action, subject?: { readonly authorId?: string }) => void;
}

interface BoardCommand<C extends Command> {
  /** Which board; `undefined` if what the input names does not exist. */
  readonly board: (input: ParsedOf<C>) => string | undefined | Promise<string | undefined>;
  /** The answer for what is not there and for what may not be seen: the same. */
  readonly missing: RefusalCode;
  readonly needs?: (input: ParsedOf<C>, userId: string, board: StoredBoard) => readonly Need[];
  readonly alone?: boolean;
  readonly run: (input: ParsedOf<C>, on: OnBoardRun) => Promise<Outcome<ValueOf<C>>>;
}

/** Handles a command on a board's lane. */
export type OnBoard = <C extends Command>(command: C, on: BoardCommand<C>) => Handler;

export const onBoard =
  ({ handle, boardLanes, communities, members }: OnBoardDeps): OnBoard =>
  (command, { board: boardOf, missing, needs, alone, run }) =>
    handle(command, {
      lanes: boardLanes,
      lane: async (input, call) => {
        // Before anything is looked up: otherwise a guest could tell what is hidden from what is not there.
        userOf(call);
        const id = await boardOf(input);
        if (id === undefined) {
          throw new Refusal(missing);
        }
        return id;
      },
      needs: (input, { actor }, board) => [
        ...(board ? [{ kind: communities, id: board.communityId }] : []),
        ...(board && actor.kind === "user"
          ? [{ kind: members, id: memberId(board.communityId, actor.id) }]
          : []),
        ...(needs && board && actor.kind === "user" ? needs(input, actor.id, board) : []),
      ],
      alone: alone ?? false,
      run: async (input, { call, work, guard: board, rev }) => {
        const { actor } = call;
        const community = board && (await work.find(communities, board.communityId));
        if (!board || !community) {
          throw new Refusal(missing);
        }
        const member =
          actor.kind === "user"
            ? await work.find(members, memberId(community._id, actor.id))
            : undefined;
        const standing = standingOf(actor, community, member?.role);
        if (!mayViewBoard(standing, community, board)) {
          throw new Refusal(missing);
        }
        return run(input, {
          user: userOf(call),
          work,
          board,
          audience: audienceOf(standing),
          rev,
          allow: (action, subject) => allow({ actor, standing }, action, subject),
        });
      },
    });
