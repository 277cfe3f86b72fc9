import { useParams } from "react-router";
import { BoardId } from "../../shared/protocol/ids.ts";
import { NotFound } from "../design/NotFound.tsx";
import { BoardScreen } from "./BoardScreen.tsx";

export const BoardPage = () => {
  const { boardId } = useParams();
  const id = BoardId.safeParse(boardId);
  return id.success ? <BoardScreen key={id.data} boardId={id.data} /> : <NotFound />;
};
