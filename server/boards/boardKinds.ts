import type { Audience, BoardChange } from "../../shared/boards/boardChange.ts";
import { presentCommentFor } from "../comments/presentComment.ts";
import type { StoredComment } from "../comments/commentModel.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { StoredIdeaBody } from "../ideas/ideaBodyModel.ts";
import type { StoredIdea } from "../ideas/ideaModel.ts";
import { presentIdeaBodyFor, presentIdeaFor } from "../ideas/presentIdea.ts";
import { presentResponseFor } from "../responses/presentResponse.ts";
import type { StoredResponse } from "../responses/responseModel.ts";
import type { StoredBoard } from "./boardModel.ts";
import { presentBoard } from "./presentBoard.ts";

/** Everything that lives on a board and is told live. */
export interface BoardKinds {
  readonly boards: Kind<StoredBoard>;
  readonly ideas: Kind<StoredIdea>;
  readonly bodies: Kind<StoredIdeaBody>;
  readonly comments: Kind<StoredComment>;
  readonly responses: Kind<StoredResponse>;
}

/** What a group of commands has changed, as an audience may see it. */
export const changedRecords = (
  { boards, ideas, bodies, comments, responses }: BoardKinds,
  work: UnitOfWork,
  audience: Audience,
  from: number,
): BoardChange["records"] => [
  // The board's document is written by every change, its record only by some.
  ...boards
    .stagedDocs(work)
    .filter(({ recordRev }) => recordRev > from)
    .map((board) => presentBoard(board, audience)),
  ...ideas.stagedDocs(work).map((idea) => presentIdeaFor(idea, audience)),
  ...bodies.stagedDocs(work).map((body) => presentIdeaBodyFor(body, audience)),
  ...comments.stagedDocs(work).map((comment) => presentCommentFor(comment, audience)),
  ...responses.stagedDocs(work).map((response) => presentResponseFor(response, audience)),
];
