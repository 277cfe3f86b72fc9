import { editIdea } from "../../shared/ideas/editIdea.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { excerptOf } from "./excerpt.ts";
import { findShownIdea } from "./findShownIdea.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { presentIdea } from "./presentIdea.ts";

interface EditIdeaDeps {
  readonly onBoard: OnBoard;
  readonly kinds: BoardKinds;
  readonly ideaRepo: IdeaRepo;
}

export const editIdeaHandler = ({ onBoard, kinds, ideaRepo }: EditIdeaDeps) =>
  onBoard(editIdea, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    run: async ({ ideaId, title, body: text, tags, bodyRev }, { work, audience, rev, allow }) => {
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      allow("idea.edit", { authorId: idea.author.id });
      const body = await work.find(kinds.bodies, ideaId);
      if (bodyRev !== undefined && body?.rev !== bodyRev) {
        throw new Refusal("edited_meanwhile");
      }

      const edited = work.put(kinds.ideas, {
        ...idea,
        rev,
        ...(title !== undefined && { title }),
        ...(tags !== undefined && { tags }),
        ...(text !== undefined && { excerpt: excerptOf(text) }),
        editedAt: work.now,
      });
      if (body && text !== undefined) {
        work.put(kinds.bodies, { ...body, rev, text });
      }
      return { value: presentIdea(edited) };
    },
  });
