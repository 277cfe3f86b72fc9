import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { ResponseId } from "../../shared/protocol/ids.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { NewId } from "../database/newId.ts";
import { findShownIdea } from "../ideas/findShownIdea.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { presentResponse } from "./presentResponse.ts";

interface PublishResponseDeps {
  readonly onBoard: OnBoard;
  readonly newId: NewId;
  readonly ideaRepo: IdeaRepo;
  readonly kinds: BoardKinds;
}

export const publishResponseHandler = ({ onBoard, newId, ideaRepo, kinds }: PublishResponseDeps) =>
  onBoard(publishResponse, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    run: async ({ ideaId, text, status }, { user, work, board, audience, rev, allow }) => {
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      allow("response.publish");

      const version = idea.responses + 1;
      const response = work.put(kinds.responses, {
        _id: newId(ResponseId, work.now),
        boardId: board._id,
        ideaId,
        rev,
        version,
        author: { id: user.id, name: user.name },
        text,
        ...(status && { status }),
        createdAt: work.now,
        ideaHidden: idea.hidden !== undefined,
        removed: false,
      });
      work.put(kinds.ideas, {
        ...idea,
        rev,
        status: status ?? idea.status,
        responses: version,
        response: { id: response._id, at: work.now },
      });
      return { value: presentResponse(response) };
    },
  });
