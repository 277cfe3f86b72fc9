import type { IncomingMessage, ServerResponse } from "node:http";
import { getBoard } from "../../shared/boards/getBoard.ts";
import type { HotBoards } from "../boards/hotBoards.ts";
import { sharedBodyOf } from "../dispatch/sharedBody.ts";
import { sendSharedNow } from "./sendShared.ts";

const BOARD_PAGE = /^\/api\/boards\/([0-9a-z]{26})(?:\?(.{1,200}))?$/;

/**
 * Answers a guest who asks for a public board's page that lies ready: a crowd that opens one link costs
 * neither the database nor the router. `false`: somebody else must answer.
 */
export const fastPages =
  (hotBoards: HotBoards) =>
  (req: IncomingMessage, res: ServerResponse): boolean => {
    if (req.method !== "GET" || req.headers.cookie !== undefined) {
      return false;
    }
    const [, boardId, query = ""] = BOARD_PAGE.exec(req.url ?? "") ?? [];
    if (boardId === undefined) {
      return false;
    }
    const wanted = getBoard.input.safeParse({
      ...Object.fromEntries(new URLSearchParams(query)),
      boardId,
    });
    const page = wanted.success ? hotBoards.peek(boardId, wanted.data) : undefined;
    const shared = sharedBodyOf(page);
    return shared !== undefined && sendSharedNow(req, res, shared);
  };
