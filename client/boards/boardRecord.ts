import type { BoardState } from "../../shared/boards/applyChange.ts";
import type { Board } from "../../shared/boards/board.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";

export const boardIn = ({ records }: BoardState, boardId: BoardId): Board | undefined => {
  const record = records.get(`board:${boardId}`);
  return record?.type === "board" ? record : undefined;
};

export const ideaIn = ({ records }: BoardState, ideaId: IdeaId): Idea | undefined => {
  const record = records.get(`idea:${ideaId}`);
  return record?.type === "idea" ? record : undefined;
};

export const bodyIn = ({ records }: BoardState, ideaId: IdeaId): IdeaBody | undefined => {
  const record = records.get(`body:${ideaId}`);
  return record?.type === "body" ? record : undefined;
};
