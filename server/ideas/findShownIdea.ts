import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredIdea } from "./ideaModel.ts";
import { isShown } from "./presentIdea.ts";

/** The idea, if it is there for this audience; otherwise `idea_not_found`. */
export const shownIdea = (idea: StoredIdea | undefined, audience: Audience): StoredIdea => {
  if (!idea || !isShown(idea, audience)) {
    throw new Refusal("idea_not_found");
  }
  return idea;
};

export const findShownIdea = async (
  work: UnitOfWork,
  ideas: Kind<StoredIdea>,
  ideaId: string,
  audience: Audience,
): Promise<StoredIdea> => shownIdea(await work.find(ideas, ideaId), audience);
