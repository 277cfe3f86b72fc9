import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Audit } from "../moderation/audit.ts";
import { findShownIdea } from "./findShownIdea.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { removeIdeaDocument, type RemoveIdeaDocumentDeps } from "./removeIdeaDocument.ts";
import { rightsOfText } from "./rightsOfText.ts";
import { changeThread, type ThreadDeps } from "./thread.ts";

interface RemoveIdeaDeps extends ThreadDeps, RemoveIdeaDocumentDeps {
  readonly onBoard: OnBoard;
  readonly ideaRepo: IdeaRepo;
  readonly audit: Audit;
}

export const removeIdeaHandler = ({ onBoard, ideaRepo, audit, ...thread }: RemoveIdeaDeps) =>
  onBoard(removeIdea, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    alone: true,
    run: async ({ ideaId }, { user, work, board, audience, rev, allow }) => {
      const { boards, ideas } = thread.kinds;
      const { hidden, ...idea } = await findShownIdea(work, ideas, ideaId, audience);
      allow("idea.remove", { authorId: idea.author.id });

      work.put(ideas, { ...idea, rev, title: "", excerpt: "", tags: [], removed: true });
      await changeThread(thread, { work, ideaId, rev }, "remove");
      await removeIdeaDocument(thread, work, ideaId);
      work.put(boards, {
        ...board,
        recordRev: rev,
        ideas: board.ideas - 1,
        hiddenIdeas: board.hiddenIdeas - (hidden ? 1 : 0),
      });
      if (idea.author.id !== user.id) {
        audit(work, user, {
          action: "idea.remove",
          communityId: board.communityId,
          subject: { type: "idea", id: ideaId },
        });
      }
      return { value: {}, after: [rightsOfText(ideaId)] };
    },
  });
