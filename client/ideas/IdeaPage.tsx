import { useParams } from "react-router";
import { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import { NotFound } from "../design/NotFound.tsx";
import { IdeaScreen } from "./IdeaScreen.tsx";

export const IdeaPage = () => {
  const { boardId, ideaId } = useParams();
  const board = BoardId.safeParse(boardId);
  const idea = IdeaId.safeParse(ideaId);
  return board.success && idea.success ? (
    <IdeaScreen key={idea.data} boardId={board.data} ideaId={idea.data} />
  ) : (
    <NotFound />
  );
};
