import { type BoardState, emptyBoard } from "../../shared/boards/applyChange.ts";
import type { Audience } from "../../shared/boards/boardChange.ts";
import { type BoardSnapshot, getBoard } from "../../shared/boards/getBoard.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";
import type { FailureCode } from "../connection/clientReply.ts";
import type { Connection } from "../connection/connection.ts";
import { voteTold } from "../votes/voteIntents.ts";
import { type BoardFilter, searchOf } from "./boardFilter.ts";
import { absorbPage } from "./boardSync.ts";
import type { BoardView } from "./boardView.ts";
import type { LiveBoardState, OpenIdea } from "./liveBoardState.ts";

const PAGE = 50;

export type BoardLine = Pick<Connection, "send" | "fetch" | "emit" | "isLive">;

/** `other`: the page was read under other rights than the state, so all of it must be read anew. */
export type Taken = { taken: LiveBoardState } | { refused: FailureCode } | { other: Audience };

const absorb = (
  state: LiveBoardState,
  page: { rev: number; audience: Audience },
  records: Parameters<typeof absorbPage>[2],
): LiveBoardState => ({
  ...state,
  phase: "ready",
  audience: page.audience,
  board: absorbPage(state.board, page.rev, records, state.audience === undefined),
});

const withView = (
  state: LiveBoardState,
  filter: BoardFilter,
  page: BoardSnapshot,
): LiveBoardState => {
  const last = page.ideas.at(-1);
  const known = state.views.get(searchOf(filter));
  const view: BoardView = {
    filter,
    isLoaded: true,
    waiting: known?.waiting ?? new Set(),
    ...(page.next !== undefined && { next: page.next }),
    ...(page.next !== undefined && last && { frontier: last }),
  };
  return { ...state, views: new Map(state.views).set(searchOf(filter), view) };
};

/** The next page of a view, or its first. `state` is asked again after the wait, for it may have moved. */
export const takeBoardPage = async (
  line: BoardLine,
  boardId: BoardId,
  filter: BoardFilter,
  after: string | undefined,
  state: () => LiveBoardState,
): Promise<Taken> => {
  const reply = await line.fetch(getBoard, {
    boardId,
    ...filter,
    limit: PAGE,
    ...(after !== undefined && { after }),
  });
  if (!reply.ok) {
    return { refused: reply.error.code };
  }
  const page = reply.value;
  const now = state();
  if (now.audience !== undefined && now.audience !== page.audience) {
    return { other: page.audience };
  }
  return { taken: withView(absorb(now, page, [page.board, ...page.ideas]), filter, page) };
};

const withIdea = (state: LiveBoardState, page: ValueOf<typeof getIdea>): LiveBoardState => {
  const last = page.comments.at(-1);
  const open: OpenIdea = {
    ...(page.next !== undefined && { next: page.next }),
    ...(page.next !== undefined && last && { frontier: last }),
  };
  return {
    ...state,
    ideas: new Map(state.ideas).set(page.idea.id, open),
    votes: voteTold(state.votes, page.idea.id, page.voted),
  };
};

/** An idea with all that hangs on it. */
export const takeIdea = async (
  line: BoardLine,
  boardId: BoardId,
  ideaId: IdeaId,
  state: () => LiveBoardState,
): Promise<Taken> => {
  const reply = await line.fetch(getIdea, { ideaId });
  if (!reply.ok) {
    return { refused: reply.error.code };
  }
  const page = reply.value;
  const now = state();
  if (page.board.id !== boardId) {
    return { refused: "idea_not_found" };
  }
  if (now.audience !== undefined && now.audience !== page.audience) {
    return { other: page.audience };
  }
  const records = [page.board, page.idea, page.body, ...page.comments, ...page.responses];
  return { taken: withIdea(absorb(now, page, records), page) };
};

/** Everything that is open, read anew as whoever one is now, before any of the old is let go. */
export const takeAllAnew = async (
  line: BoardLine,
  boardId: BoardId,
  old: LiveBoardState,
): Promise<Taken> => {
  let fresh: LiveBoardState = {
    ...old,
    board: emptyBoard,
    audience: undefined,
    views: new Map(),
    ideas: new Map(),
  };
  const take = (result: Taken) => {
    fresh = "taken" in result ? result.taken : fresh;
    return result;
  };
  for (const { filter } of old.views.values()) {
    const result = take(await takeBoardPage(line, boardId, filter, undefined, () => fresh));
    if (!("taken" in result)) {
      return result;
    }
    await takeAsFar(line, boardId, filter, countIdeas(old.board), () => fresh, take);
  }
  for (const ideaId of old.ideas.keys()) {
    const result = take(await takeIdea(line, boardId, ideaId, () => fresh));
    if ("other" in result || ("refused" in result && result.refused === "offline")) {
      return result;
    }
    if ("refused" in result) {
      fresh = { ...fresh, ideas: new Map(fresh.ideas).set(ideaId, "missing") };
    }
  }
  return { taken: fresh };
};

const countIdeas = ({ records }: BoardState): number =>
  [...records.values()].filter(({ type }) => type === "idea").length;

/** Loads on until as much is there as before, so that whoever had scrolled down is not thrown back. */
const takeAsFar = async (
  line: BoardLine,
  boardId: BoardId,
  filter: BoardFilter,
  count: number,
  state: () => LiveBoardState,
  take: (result: Taken) => Taken,
): Promise<void> => {
  for (;;) {
    const next = state().views.get(searchOf(filter))?.next;
    if (next === undefined || countIdeas(state().board) >= count) {
      return;
    }
    if (!("taken" in take(await takeBoardPage(line, boardId, filter, next, state)))) {
      return;
    }
  }
};
