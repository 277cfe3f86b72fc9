import { removeCoAuthor } from "../../shared/ideas/removeCoAuthor.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Audit } from "../moderation/audit.ts";
import { findShownIdea } from "./findShownIdea.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { presentIdea } from "./presentIdea.ts";
import { rightsOfText } from "./rightsOfText.ts";

interface RemoveCoAuthorDeps {
  readonly onBoard: OnBoard;
  readonly kinds: BoardKinds;
  readonly ideaRepo: IdeaRepo;
  readonly audit: Audit;
}

export const removeCoAuthorHandler = ({ onBoard, kinds, ideaRepo, audit }: RemoveCoAuthorDeps) =>
  onBoard(removeCoAuthor, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    run: async ({ ideaId, userId }, { user, work, board, audience, rev, allow }) => {
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      if (userId !== user.id) {
        allow("idea.removeCoAuthor", { authorId: idea.author.id });
      }
      const { coAuthors = [], ...without } = idea;
      const whom = coAuthors.find(({ id }) => id === userId);
      if (!whom) {
        return { value: presentIdea(idea) };
      }

      const others = coAuthors.filter(({ id }) => id !== userId);
      const edited = work.put(kinds.ideas, {
        ...without,
        ...(others.length > 0 && { coAuthors: others }),
        rev,
      });
      if (userId !== user.id) {
        audit(work, user, {
          action: "idea.remove_co_author",
          communityId: board.communityId,
          subject: { type: "idea", id: ideaId },
          whom,
        });
      }
      return { value: presentIdea(edited), after: [rightsOfText(ideaId)] };
    },
  });
