import { liveBoard } from "../../client/boards/liveBoard.ts";
import { selectView } from "../../client/boards/boardView.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import { aBoard, boardId } from "./anIdea.ts";
import { scriptedLine } from "./scriptedLine.ts";

export const TOP = { sort: "top" } as const;

export const page = (rev: number, ideas: Idea[], part: object = {}) => ({
  rev,
  audience: "public",
  board: aBoard({ rev, ideas: ideas.length }),
  ideas,
  ...part,
});

export const change = (from: number, rev: number, ...records: Idea[]) => ({
  boardId,
  from,
  rev,
  records,
});

export const changes = (from: number, rev: number, records: Idea[], part: object = {}) => ({
  ...change(from, rev, ...records),
  audience: "public",
  resync: false,
  ...part,
});

/** A live board of somebody, or of a guest, on a line that answers as it is told. */
export const start = (user?: string, kept = new Map<string, string>()) => {
  const line = scriptedLine();
  const shelf = {
    read: (key: string) => kept.get(key),
    keep: (key: string, text: string) => void kept.set(key, text),
    drop: (key: string) => void kept.delete(key),
  };
  const live = liveBoard(
    boardId,
    line,
    () => (user === undefined ? undefined : UserId.parse(user)),
    shelf,
  );
  const shown = () => {
    const state = live.store.getState();
    const view = state.views.get("");
    return view ? selectView(state.board.records, view).ideas.map(({ title }) => title) : [];
  };
  return { line, live, shown, state: () => live.store.getState() };
};
