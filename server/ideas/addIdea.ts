import { addIdea } from "../../shared/ideas/addIdea.ts";
import { IdeaId } from "../../shared/protocol/ids.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { NewId } from "../database/newId.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { excerptOf } from "./excerpt.ts";
import { presentIdea } from "./presentIdea.ts";

interface AddIdeaDeps {
  readonly onBoard: OnBoard;
  readonly newId: NewId;
  readonly kinds: BoardKinds;
}

export const addIdeaHandler = ({ onBoard, newId, kinds }: AddIdeaDeps) =>
  onBoard(addIdea, {
    board: ({ boardId }) => boardId,
    missing: "board_not_found",
    run: async ({ title, body, tags }, { user, work, board, rev, allow }) => {
      allow("idea.add");
      if (!board.postingOpen) {
        throw new Refusal("posting_closed");
      }

      const _id = newId(IdeaId, work.now);
      const boardId = board._id;
      const idea = work.put(kinds.ideas, {
        _id,
        boardId,
        rev,
        title,
        excerpt: excerptOf(body),
        tags,
        status: "open",
        author: { id: user.id, name: user.name },
        votes: 0,
        comments: 0,
        responses: 0,
        createdAt: work.now,
        removed: false,
      });
      work.put(kinds.bodies, { _id, boardId, rev, text: body, hidden: false, removed: false });
      work.put(kinds.boards, { ...board, recordRev: rev, ideas: board.ideas + 1 });
      return { value: presentIdea(idea) };
    },
  });
