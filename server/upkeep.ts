import type { StoredBoard } from "./boards/boardModel.ts";
import type { StoredCommunity } from "./communities/communityModel.ts";
import type { Timers } from "./database/timers.ts";
import type { AfterCommit } from "./dispatch/afterCommit.ts";
import type { Lanes } from "./dispatch/lanes.ts";
import { repeat } from "./dispatch/repeat.ts";
import { removeDocuments } from "./documents/removals/removeDocuments.ts";
import type { SharedDocuments } from "./documents/sharedDocuments.ts";
import { settleLeft, type CreditAuthor } from "./documents/suggestions/claims.ts";
import { makeVersions } from "./documents/versions/followWork.ts";
import type { KeepVersion } from "./documents/versions/keepVersion.ts";
import { IdeaFollower } from "./ideas/ideaFollower.ts";
import type { Store } from "./store.ts";
import { catchUpDocuments } from "./wiki/catchUpDocuments.ts";
import { followDocuments } from "./wiki/followDocuments.ts";
import type { ReadingNotes } from "./wiki/insights/readingNotes.ts";
import { sweepTrash } from "./wiki/sweepTrash.ts";

const READINGS_MS = 5000;
const MINUTE_MS = 60_000;
const FOLLOW_MS = 10 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

interface UpkeepDeps {
  readonly store: Store;
  readonly documents: SharedDocuments;
  readonly readingNotes: ReadingNotes;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly boardLanes: Lanes<StoredBoard>;
  readonly keepVersion: KeepVersion;
  readonly creditAuthor: CreditAuthor;
  readonly tell: (after: AfterCommit) => void;
  readonly timers: Timers;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

/** What is done without being asked for; each can be done at once. */
export interface Upkeep {
  /** Removes for good what has been in the trash for long enough; otherwise done every hour. */
  readonly sweepTrash: () => Promise<void>;
  /** Makes the versions of documents that are due; otherwise done every minute. */
  readonly makeVersions: () => Promise<void>;
  /** Ends acceptances of suggestions that a node left undone a minute ago; otherwise done every minute. */
  readonly settleSuggestions: () => Promise<void>;
  /** Writes down who opened which page; otherwise done every five seconds. */
  readonly keepReadings: () => Promise<void>;
  /** Makes texts of ideas follow that are behind; otherwise done at the start and every ten minutes. */
  readonly followIdeas: () => Promise<void>;
  /** The same for what else follows from documents: links and next versions, of pages their words and contributors. */
  readonly followDocuments: () => Promise<void>;
}

export interface RunningUpkeep extends Upkeep {
  /** From here on nothing is begun. */
  stop(): void;
  /** Settles when what was begun has ended. */
  ended(): Promise<void>;
}

/** Begins what the server does again and again, and what follows the documents. */
export const keepUp = (deps: UpkeepDeps): RunningUpkeep => {
  const { store, documents, timers, logFault } = deps;
  let isOver = false;
  const all = { ...deps, ...store, ...store.kinds };
  const ideaFollower = new IdeaFollower({ ...all, writeMarkdown: documents.writeMarkdown });
  const follow = followDocuments(all);
  documents.onChanged(follow);
  documents.onChanged((changed) => ideaFollower.changed(changed));

  const removeGone = (): Promise<void> => removeDocuments(all);
  const upkeep: Upkeep = {
    sweepTrash: () => sweepTrash({ ...all, removeDocuments: removeGone }),
    makeVersions: () => makeVersions(all),
    settleSuggestions: () => settleLeft(all),
    keepReadings: () => deps.readingNotes.keep(),
    followIdeas: () => ideaFollower.catchUp(),
    followDocuments: () => catchUpDocuments({ ...all, follow, isOver: () => isOver }),
  };
  const every = (everyMs: number, run: () => Promise<void>) =>
    repeat({ timers, everyMs, run, logFault });
  const stops = [
    every(READINGS_MS, upkeep.keepReadings),
    every(MINUTE_MS, upkeep.makeVersions),
    every(MINUTE_MS, upkeep.settleSuggestions),
    every(MINUTE_MS, removeGone),
    every(FOLLOW_MS, upkeep.followIdeas),
    every(FOLLOW_MS, upkeep.followDocuments),
    every(HOUR_MS, upkeep.sweepTrash),
  ];
  const caughtUp = Promise.all([
    upkeep.followIdeas().catch(logFault),
    upkeep.followDocuments().catch(logFault),
  ]);
  return {
    ...upkeep,
    stop() {
      isOver = true;
      for (const stop of stops) {
        stop();
      }
    },
    async ended() {
      await ideaFollower.close();
      await caughtUp;
    },
  };
};
