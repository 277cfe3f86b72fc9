import { changedRecords } from "./boards/boardKinds.ts";
import type { HotBoards } from "./boards/hotBoards.ts";
import { knownOnBoard } from "./boards/knownOnBoard.ts";
import type { Turns } from "./dispatch/turns.ts";
import { realTimers } from "./database/timers.ts";
import { commitWork } from "./dispatch/commitWork.ts";
import type { LaneDeps } from "./dispatch/lane.ts";
import { Lanes } from "./dispatch/lanes.ts";
import type { BoardFeed } from "./sockets/boardFeed.ts";
import type { Store } from "./store.ts";

interface LanesDeps {
  readonly store: Store;
  readonly feed: BoardFeed;
  readonly hotBoards: HotBoards;
  readonly turns: Turns | undefined;
  readonly now: () => Date;
  readonly random: () => number;
}

/** Where what is written waits its turn: under each board, community, user and the installation. */
export const openLanes = (given: LanesDeps) => {
  const { store, feed, hotBoards, turns, now, random } = given;
  const { connection, kinds } = store;
  const untold: LaneDeps = {
    commit: (work) => commitWork(connection, work),
    timers: realTimers,
    now,
    random,
    committed: () => undefined,
  };
  const told: LaneDeps = {
    ...untold,
    turns,
    committed: (work, boardId, from, rev) => {
      for (const board of kinds.boards.stagedDocs(work)) {
        hotBoards.committed(board);
      }
      feed.publish(boardId, { from, rev }, (audience) =>
        changedRecords(kinds, work, audience, from),
      );
    },
  };
  return {
    boardLanes: new Lanes(kinds.boards, told, knownOnBoard(kinds)),
    seedLanes: new Lanes(kinds.boards, told),
    communityLanes: new Lanes(kinds.communities, untold),
    installationLanes: new Lanes(kinds.installations, untold),
    userLanes: new Lanes(kinds.users, untold),
  };
};
