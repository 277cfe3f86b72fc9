import type { Audience } from "../../shared/boards/boardChange.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredIdea } from "./ideaModel.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { isShown } from "./presentIdea.ts";

/** An idea and its board, for whoever may see both; otherwise `idea_not_found`. */
export type ViewIdea = (
  actor: Actor,
  ideaId: string,
) => Promise<{ idea: StoredIdea; board: StoredBoard; audience: Audience }>;

export const viewIdea =
  (viewBoard: ViewBoard, ideaRepo: IdeaRepo): ViewIdea =>
  async (actor, ideaId) => {
    const boardId = await ideaRepo.boardOf(ideaId);
    const view = boardId === undefined ? undefined : await viewBoard(actor, boardId);
    const idea = view && (await ideaRepo.find(ideaId));
    if (!view || !idea || !isShown(idea, view.audience)) {
      throw new Refusal("idea_not_found");
    }
    return { idea, ...view };
  };
