import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Action, Owned } from "../../shared/members/policy.ts";
import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Kind } from "../database/kind.ts";
import type { Need, UnitOfWork } from "../database/unitOfWork.ts";
import type { User } from "../dispatch/actor.ts";
import { userOf, type Call } from "../dispatch/call.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import { allow } from "../rights/allow.ts";
import { audienceOf, mayViewBoard, standingOf } from "../rights/standing.ts";
import type { StoredBoard } from "./boardModel.ts";

/** What decides who may do what on a board. */
export interface EnterBoardDeps {
  readonly communities: Kind<StoredCommunity>;
  readonly members: Kind<StoredMember>;
}

/** Somebody on a board that they may see. */
export interface OnBoardUser {
  readonly user: User;
  readonly audience: Audience;
  /** Throws unless the user may do this. */
  readonly allow: (action: Action, subject?: Owned) => void;
}

interface Entering {
  readonly work: UnitOfWork;
  readonly board: StoredBoard | undefined;
  /** The answer for what is not there and for what may not be seen: the same. */
  readonly missing: RefusalCode;
}

/** What must have been loaded before somebody enters. */
export const enterNeeds = (
  { communities, members }: EnterBoardDeps,
  { actor }: Call,
  { communityId }: StoredBoard,
): readonly Need[] => [
  { kind: communities, id: communityId },
  ...(actor.kind === "user" ? [{ kind: members, id: memberId(communityId, actor.id) }] : []),
];

/** Throws unless there is such a board for whoever calls. */
export const enterBoard = (
  { communities, members }: EnterBoardDeps,
  { actor }: Call,
  { work, board, missing }: Entering,
): OnBoardUser & { readonly board: StoredBoard } => {
  const community = board && work.peek(communities, board.communityId);
  if (!board || !community) {
    throw new Refusal(missing);
  }
  const member =
    actor.kind === "user" ? work.peek(members, memberId(community._id, actor.id)) : undefined;
  const standing = standingOf(actor, community, member?.role);
  if (!mayViewBoard(standing, community, board)) {
    throw new Refusal(missing);
  }
  return {
    user: userOf({ actor }),
    board,
    audience: audienceOf(standing),
    allow: (action, subject) => allow({ actor, standing }, action, subject),
  };
};
