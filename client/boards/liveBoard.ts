import { createStore, type StoreApi } from "zustand/vanilla";
import { applyChange, applyChanges, mergeRecords } from "../../shared/boards/applyChange.ts";
import type { BoardChange, BoardRecord } from "../../shared/boards/boardChange.ts";
import { getChanges } from "../../shared/boards/getChanges.ts";
import { joinBoard } from "../../shared/boards/joinBoard.ts";
import { ideaOrder } from "../../shared/ideas/rankIdeas.ts";
import type { BoardId, IdeaId, UserId } from "../../shared/protocol/ids.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import type { FailureCode } from "../connection/clientReply.ts";
import { readValue } from "../connection/readReply.ts";
import { voteTold } from "../votes/voteIntents.ts";
import { keptVotes, type Shelf } from "../votes/keptVotes.ts";
import { voteSender } from "../votes/voteSender.ts";
import { type BoardFilter, matches, searchOf } from "./boardFilter.ts";
import { type BoardLine, takeAllAnew, takeBoardPage, type Taken } from "./boardPages.ts";
import { ideaLoader } from "../ideas/ideaLoader.ts";
import type { BoardView } from "./boardView.ts";
import { type LiveBoardState, unopened } from "./liveBoardState.ts";
import { paced } from "./paced.ts";

/** One board, kept exact: what was read, and every change since, under the rights one has now. */
export const liveBoard = (
  boardId: BoardId,
  line: BoardLine,
  user: () => UserId | undefined,
  shelf: Shelf,
) => {
  const store: StoreApi<LiveBoardState> = createStore(() => unopened);
  const state = () => store.getState();
  const patch = (part: Partial<LiveBoardState>) => store.setState(part);

  // What comes while a page or the changes are under way waits here: applied at once, it could
  // stand on ground that is about to be replaced.
  let buffer: BoardChange[] = [];
  /** The highest rev anyone has spoken of. Below it, something is missing. */
  let heardOf = 0;
  let catching: Promise<void> | undefined;

  const fail = (code: FailureCode) => {
    const isMissing = code === "board_not_found" || code === "login_required";
    if (isMissing) {
      patch({ ...unopened, phase: "missing", views: state().views, ideas: state().ideas });
    } else if (state().audience === undefined && state().phase !== "missing") {
      patch({ phase: "failed" });
    }
  };

  /** Ideas of others that are new here wait until the list knows whether they would push anything. */
  const holdFresh = (before: LiveBoardState, records: BoardChange["records"]) => {
    const views = new Map(before.views);
    for (const record of records) {
      const isFresh =
        record.type === "idea" &&
        !("removed" in record) &&
        record.author.id !== user() &&
        !before.board.records.has(`idea:${record.id}`);
      if (!isFresh) {
        continue;
      }
      for (const [key, view] of views) {
        const isWithin = !view.frontier || ideaOrder[view.filter.sort](record, view.frontier) <= 0;
        if (matches(view.filter, record) && isWithin) {
          views.set(key, { ...view, waiting: new Set(view.waiting).add(record.id) });
        }
      }
    }
    return views;
  };

  /** Applies what has waited; `false` if something before it is missing. */
  const drain = (): boolean => {
    const waited = buffer;
    buffer = [];
    const before = state();
    const { hasGap, state: board } = applyChanges(before.board, waited);
    if (board !== before.board) {
      patch({
        board,
        views: holdFresh(
          before,
          waited.flatMap(({ records }) => records),
        ),
      });
    }
    return !hasGap && state().board.rev >= heardOf;
  };

  const reload = async (): Promise<boolean> => {
    const result = await takeAllAnew(line, boardId, state());
    if ("taken" in result) {
      // What was opened while this was read is not in it, and is read after it.
      const late = [...state().views.values()].filter(
        ({ filter }) => !result.taken.views.has(searchOf(filter)),
      );
      patch({ ...result.taken, votes: state().votes, here: state().here });
      await Promise.all(late.map(({ filter }) => openView(filter)));
      return true;
    }
    if ("refused" in result) {
      fail(result.refused);
    }
    return false;
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const since = state().board.rev;
      const reply = await line.fetch(getChanges, { boardId, since });
      if (!reply.ok) {
        fail(reply.error.code);
        return;
      }
      const { audience, resync, ...change } = reply.value;
      if (resync || audience !== state().audience) {
        if (!(await reload())) {
          return;
        }
      } else {
        const before = state();
        patch({
          board: applyChange(before.board, change).state,
          views: holdFresh(before, change.records),
        });
      }
      // Nothing moved: this answer knows less than what was heard; the next event asks again.
      if (drain() || state().board.rev === since) {
        return;
      }
    }
  };

  const catchUp = (): Promise<void> => {
    if (state().audience === undefined) {
      const hasFailed =
        state().phase !== "loading" ||
        [...state().ideas.values()].some((idea) => idea === "missing" || idea === "failed");
      return hasFailed ? start() : Promise.resolve();
    }
    catching ??= run().finally(() => {
      catching = undefined;
    });
    return catching;
  };

  const settle = async (): Promise<void> => {
    if (!catching && !drain()) {
      await catchUp();
    }
  };

  const settleInTime = paced(async () => {
    // While it is read, or once it is lost, there is nothing that changes could be applied to.
    if (state().audience !== undefined) {
      await settle();
    }
  });

  const take = async (result: Taken): Promise<void> => {
    if ("taken" in result) {
      patch(result.taken);
      await settle();
    } else if ("other" in result) {
      await reload();
      await settle();
    } else {
      fail(result.refused);
    }
  };

  /** From nothing, after a failure or after coming to see what one could not. */
  const start = async (): Promise<void> => {
    // What was not there mostly still isn't, and does not look otherwise while it is asked for.
    if (state().phase !== "missing") {
      patch({ phase: "loading" });
    }
    // Where nothing of the board could be read, there is nothing that changes could be applied to.
    if ((await reload()) && state().audience !== undefined) {
      await settle();
    }
  };

  const patchView = (filter: BoardFilter, part: Partial<BoardView>) => {
    const key = searchOf(filter);
    const known = state().views.get(key) ?? { filter, isLoaded: false, waiting: new Set() };
    patch({ views: new Map(state().views).set(key, { ...known, ...part }) });
  };

  const loadView = async (filter: BoardFilter): Promise<void> => {
    patchView(filter, { hasFailed: false });
    const result = await takeBoardPage(line, boardId, filter, undefined, state);
    if ("refused" in result) {
      patchView(filter, { hasFailed: true });
    }
    await take(result);
  };

  const openView = async (filter: BoardFilter): Promise<void> => {
    const isKnown = state().views.has(searchOf(filter));
    patchView(filter, { waiting: new Set() });
    if (!isKnown) {
      await loadView(filter);
    }
  };

  const ideas = ideaLoader(boardId, line, store, take);

  /** What was asked for while nobody answered. */
  const loadUnanswered = async (): Promise<void> => {
    const views = [...state().views.values()].filter(({ hasFailed }) => hasFailed);
    await Promise.all([...views.map(({ filter }) => loadView(filter)), ideas.openFailed()]);
  };

  const loadVotes = async (): Promise<void> => {
    if (user() === undefined) {
      patch({ votes: { ...state().votes, cast: new Set() }, votesLeft: undefined });
      return;
    }
    const reply = await line.fetch(listOwnVotes, { boardId });
    if (reply.ok) {
      patch({
        votes: { ...state().votes, cast: new Set(reply.value.ideaIds) },
        votesLeft: reply.value.left,
      });
    }
  };

  const absorb = (records: readonly BoardRecord[]) =>
    patch({ board: mergeRecords(state().board, records) });

  const votes = voteSender(
    line,
    store,
    () => void (state().votesLeft !== undefined && loadVotes()),
    keptVotes(shelf, boardId, user),
  );

  return {
    store,
    catchUp,
    start,
    loadView,
    loadVotes,
    absorb,
    vote: votes.vote,
    /** On every connection anew: from the answer on, this socket hears of all that changes. */
    async join(): Promise<void> {
      const raw = await line.emit(joinBoard.name, { boardId, limit: 1 });
      if (raw === undefined) {
        return;
      }
      const reply = readValue(joinBoard.output, raw);
      if (!reply.ok) {
        fail(reply.error.code);
        return;
      }
      heardOf = Math.max(heardOf, reply.value.rev);
      patch({ here: reply.value.here });
      const isBehind = state().audience !== reply.value.audience || state().board.rev < heardOf;
      await Promise.all([
        isBehind ? catchUp() : undefined,
        loadUnanswered(),
        loadVotes().then(votes.resend),
      ]);
    },
    async receive(change: BoardChange): Promise<void> {
      heardOf = Math.max(heardOf, change.rev);
      buffer.push(change);
      await settleInTime();
      await ideas.openTold(change.records);
    },
    hear: (here: number) => patch({ here }),
    hearVote: (ideaId: IdeaId, voted: boolean) =>
      patch({ votes: voteTold(state().votes, ideaId, voted) }),
    openView,
    async loadMore(filter: BoardFilter): Promise<FailureCode | undefined> {
      const next = state().views.get(searchOf(filter))?.next;
      if (next === undefined) {
        return undefined;
      }
      const result = await takeBoardPage(line, boardId, filter, next, state);
      // Another call for the same page may have come first.
      if (state().views.get(searchOf(filter))?.next === next) {
        await take(result);
      }
      return "refused" in result ? result.refused : undefined;
    },
    admit(filter: BoardFilter, ideaIds: readonly IdeaId[]) {
      const view = state().views.get(searchOf(filter));
      if (view && ideaIds.length > 0) {
        patchView(filter, {
          waiting: new Set([...view.waiting].filter((id) => !ideaIds.includes(id))),
        });
      }
    },
    openIdea: ideas.open,
    loadMoreComments: ideas.loadMoreComments,
  };
};

export type LiveBoard = ReturnType<typeof liveBoard>;
