import { z } from "zod";
import { BoardId } from "../protocol/ids.ts";
import { BoardSnapshot, getBoard } from "./getBoard.ts";

/** Socket.IO only: from here on this socket hears `board.changed` and `board.presence`. */
export const joinBoard = {
  name: "board.join",
  input: getBoard.input,
  output: BoardSnapshot.extend({ here: z.int().nonnegative() }),
} as const;

/** Socket.IO only. */
export const leaveBoard = {
  name: "board.leave",
  input: z.strictObject({ boardId: BoardId }),
} as const;
