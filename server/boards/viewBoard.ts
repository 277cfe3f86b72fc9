import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Standings } from "../members/standings.ts";
import { audienceOf } from "../rights/standing.ts";
import type { StoredBoard } from "./boardModel.ts";
import type { BoardRepo } from "./boardRepo.ts";

/** A board, if the actor may see it. */
export type ViewBoard = (
  actor: Actor,
  boardId: string,
) => Promise<{ board: StoredBoard; audience: Audience } | undefined>;

export const viewBoard =
  (boards: BoardRepo, standings: Standings): ViewBoard =>
  async (actor, boardId) => {
    const board = await boards.find(boardId);
    const seen = board && (await standings.ofBoard(actor, board));
    return board && seen && { board, audience: audienceOf(seen.standing) };
  };
