import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { StoredIdea } from "./ideaModel.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { isShown } from "./presentIdea.ts";

export interface IdeasInSightDeps {
  readonly ideaRepo: IdeaRepo;
  readonly viewBoard: ViewBoard;
}

/** Those of many ideas that somebody may see, by id. */
export const ideasInSight = async (
  { ideaRepo, viewBoard }: IdeasInSightDeps,
  actor: Actor,
  ideaIds: readonly IdeaId[],
): Promise<ReadonlyMap<IdeaId, StoredIdea>> => {
  const ideas = await ideaRepo.findMany(ideaIds);
  const boardIds = [...new Set(ideas.map(({ boardId }) => boardId))];
  const views = await Promise.all(
    boardIds.map(async (id) => [id, await viewBoard(actor, id)] as const),
  );
  const viewOf = new Map(views);
  const seen = ideas.filter((idea) => {
    const view = viewOf.get(idea.boardId);
    return view && isShown(idea, view.audience);
  });
  return new Map(seen.map((idea) => [idea._id, idea]));
};
