import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Standings } from "../members/standings.ts";
import { audienceOf, mayViewBoard } from "../rights/standing.ts";
import type { HotBoard, HotBoards } from "./hotBoards.ts";

/** A board, if the actor may see it. */
export type ViewBoard = (
  actor: Actor,
  boardId: string,
) => Promise<(HotBoard & { readonly audience: Audience }) | undefined>;

export const viewBoard =
  (hotBoards: HotBoards, standings: Standings): ViewBoard =>
  async (actor, boardId) => {
    const hot = await hotBoards.find(boardId);
    const standing = hot && (await standings.inCommunity(actor, hot.community));
    return hot && standing && mayViewBoard(standing, hot.community, hot.board)
      ? { board: hot.board, community: hot.community, audience: audienceOf(standing) }
      : undefined;
  };
