import type { Audience } from "../../shared/boards/boardChange.ts";
import type { HotBoard } from "../boards/hotBoards.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredIdea } from "./ideaModel.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { isShown } from "./presentIdea.ts";

interface ViewedIdea extends HotBoard {
  readonly idea: StoredIdea;
  readonly audience: Audience;
}

/** An idea and its board, if the actor may see both. */
export type SeeIdea = (actor: Actor, ideaId: string) => Promise<ViewedIdea | undefined>;

export const seeIdea =
  (viewBoard: ViewBoard, ideaRepo: IdeaRepo): SeeIdea =>
  async (actor, ideaId) => {
    const boardId = await ideaRepo.boardOf(ideaId);
    const view = boardId === undefined ? undefined : await viewBoard(actor, boardId);
    const idea = view && (await ideaRepo.find(ideaId));
    return view && idea && isShown(idea, view.audience) ? { idea, ...view } : undefined;
  };

/** As `SeeIdea`, for what answers `idea_not_found`. */
export type ViewIdea = (actor: Actor, ideaId: string) => Promise<ViewedIdea>;

export const viewIdea =
  (see: SeeIdea): ViewIdea =>
  async (actor, ideaId) => {
    const viewed = await see(actor, ideaId);
    if (!viewed) {
      throw new Refusal("idea_not_found");
    }
    return viewed;
  };
