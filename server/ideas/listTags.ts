import { listTags, TAGS_LISTED } from "../../shared/ideas/listTags.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { IdeaRepo } from "./ideaRepo.ts";

interface ListTagsDeps {
  readonly viewBoard: ViewBoard;
  readonly ideaRepo: IdeaRepo;
}

export const listTagsHandler = ({ viewBoard, ideaRepo }: ListTagsDeps) =>
  handleQuery(listTags, async ({ boardId }, { actor }) => {
    const seen = await viewBoard(actor, boardId);
    if (!seen) {
      throw new Refusal("board_not_found");
    }
    return { tags: await ideaRepo.tagsOf(boardId, seen.audience, TAGS_LISTED) };
  });
