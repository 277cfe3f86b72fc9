import type { BoardKinds } from "../boards/boardKinds.ts";
import type { CommentRepo } from "../comments/commentRepo.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import type { ResponseRepo } from "../responses/responseRepo.ts";

export interface ThreadDeps {
  readonly kinds: BoardKinds;
  readonly commentRepo: CommentRepo;
  readonly responseRepo: ResponseRepo;
}

/**
 * Does the same to all that hangs on an idea (its body, comments and responses), stamped with the rev, so
 * that whoever follows the board loses or regains it together with the idea. Only for commands that run
 * alone: what others in the group have staged is not seen.
 */
export const changeThread = async (
  { kinds, commentRepo, responseRepo }: ThreadDeps,
  { work, ideaId, rev }: { work: UnitOfWork; ideaId: IdeaId; rev: number },
  change: "hide" | "show" | "remove",
): Promise<void> => {
  const ideaHidden = change === "hide";
  const wiped = change === "remove" ? { removed: true, text: "" } : {};
  const body = await work.find(kinds.bodies, ideaId);
  if (body) {
    work.put(kinds.bodies, { ...body, rev, hidden: ideaHidden, ...wiped });
  }
  const comments = await commentRepo.allOf(ideaId);
  const responses = await responseRepo.allOf(ideaId);
  // Known as they were read, so that the write knows them as existing.
  await work.prefetch([
    ...comments.map(({ _id }) => ({ kind: kinds.comments, id: _id })),
    ...responses.map(({ _id }) => ({ kind: kinds.responses, id: _id })),
  ]);
  for (const comment of comments) {
    work.put(kinds.comments, { ...comment, rev, ideaHidden, ...wiped });
  }
  for (const response of responses) {
    work.put(kinds.responses, { ...response, rev, ideaHidden, ...wiped });
  }
};
