import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { ResponseId, type IdeaId } from "../../shared/protocol/ids.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { NewId } from "../database/newId.ts";
import { findShownIdea } from "../ideas/findShownIdea.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import type { StoredLinks } from "../links/linkModel.ts";
import { linksOfResponse, pagesNamedIn } from "../links/linkSource.ts";
import { presentResponse } from "./presentResponse.ts";

interface PublishResponseDeps {
  readonly onBoard: OnBoard;
  readonly newId: NewId;
  readonly ideaRepo: IdeaRepo;
  readonly kinds: BoardKinds;
  readonly documentLinks: Kind<StoredLinks>;
}

/** The pages whose addresses an answer names show that it links to them, as long as it is the one in force. */
const putLinks = async (
  documentLinks: Kind<StoredLinks>,
  work: UnitOfWork,
  ideaId: IdeaId,
  text: string,
): Promise<void> => {
  const source = linksOfResponse(ideaId);
  const pages = pagesNamedIn(text);
  const before = await work.find(documentLinks, source);
  if (pages.length > 0) {
    work.put(documentLinks, { _id: source, pages });
  } else if (before) {
    work.remove(documentLinks, source);
  }
};

export const publishResponseHandler = (deps: PublishResponseDeps) => {
  const { onBoard, newId, ideaRepo, kinds } = deps;
  return onBoard(publishResponse, {
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
      await putLinks(deps.documentLinks, work, ideaId, text);
      return { value: presentResponse(response) };
    },
  });
};
