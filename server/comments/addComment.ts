import { addComment } from "../../shared/comments/addComment.ts";
import { CommentId } from "../../shared/protocol/ids.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { NewId } from "../database/newId.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { findShownIdea } from "../ideas/findShownIdea.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { isCommentShown, presentComment } from "./presentComment.ts";

interface AddCommentDeps {
  readonly onBoard: OnBoard;
  readonly newId: NewId;
  readonly ideaRepo: IdeaRepo;
  readonly kinds: BoardKinds;
}

export const addCommentHandler = ({ onBoard, newId, ideaRepo, kinds }: AddCommentDeps) =>
  onBoard(addComment, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    needs: ({ ideaId }) => [{ kind: kinds.ideas, id: ideaId }],
    run: async ({ ideaId, text, parentId }, { user, work, board, audience, rev, allow }) => {
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      allow("comment.add");
      if (!board.commentingOpen) {
        throw new Refusal("commenting_closed");
      }
      const parent = parentId && (await work.find(kinds.comments, parentId));
      if (parentId && (!parent || parent.ideaId !== ideaId || !isCommentShown(parent, audience))) {
        throw new Refusal("comment_not_found");
      }

      const comment = work.put(kinds.comments, {
        _id: newId(CommentId, work.now),
        boardId: board._id,
        ideaId,
        rev,
        ...(parentId && { parentId }),
        author: { id: user.id, name: user.name },
        text,
        createdAt: work.now,
        ideaHidden: idea.hidden !== undefined,
        removed: false,
      });
      work.put(kinds.ideas, { ...idea, rev, comments: idea.comments + 1 });
      return { value: presentComment(comment) };
    },
  });
