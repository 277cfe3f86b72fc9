import { getBoard, type BoardSnapshot } from "../../shared/boards/getBoard.ts";
import type { ParsedOf } from "../../shared/protocol/operation.ts";
import type { Actor } from "../dispatch/actor.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { presentIdea } from "../ideas/presentIdea.ts";
import { presentBoard } from "./presentBoard.ts";
import type { ViewBoard } from "./viewBoard.ts";

/** A page of a board as the actor may see it; `board_not_found` if they may not. */
export type ReadBoard = (actor: Actor, wanted: ParsedOf<typeof getBoard>) => Promise<BoardSnapshot>;

export const readBoard =
  (view: ViewBoard, ideas: IdeaRepo): ReadBoard =>
  async (actor, { boardId, sort, status, tag, after, limit }) => {
    // Before the ideas: its rev promises that nothing up to it is missing in them.
    const seen = await view(actor, boardId);
    if (!seen) {
      throw new Refusal("board_not_found");
    }
    const { board, audience } = seen;
    const page = await ideas.page({ boardId, audience, sort, status, tag, after, limit });
    return {
      rev: board.rev,
      audience,
      board: presentBoard(board, audience),
      ideas: page.items.map(presentIdea),
      ...(page.next !== undefined && { next: page.next }),
    };
  };

export const getBoardHandler = ({ readBoard: read }: { readonly readBoard: ReadBoard }) =>
  handleQuery(getBoard, (wanted, { actor }) => read(actor, wanted));
