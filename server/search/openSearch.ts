import { atMost, type Timers } from "../database/timers.ts";
import type { Documents } from "../documents/documents.ts";
import type { Store } from "../store.ts";
import { repeat } from "../dispatch/repeat.ts";
import { boardSource } from "./boardSource.ts";
import { IndexFiles } from "./indexFiles.ts";
import { searcher, type Searcher } from "./searcher.ts";
import { SearchFollower } from "./searchFollower.ts";
import { SearchThread } from "./searchThread.ts";
import { wikiSource } from "./wikiSource.ts";

const SAVE_MS = 10 * 60_000;
/** So long a server that leaves waits for the index to be saved. */
const LAST_SAVE_MS = 3000;

interface OpenSearchDeps {
  readonly store: Store;
  readonly documents: Pick<Documents, "readTree">;
  /** Where the index is saved; absent: nowhere. */
  readonly folder: string | undefined;
  readonly timers: Timers;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

/** Search over all that there is to be found. Nothing is read before the first search. */
export const openSearch = ({
  store,
  documents,
  folder,
  timers,
  now,
  logFault,
}: OpenSearchDeps): { readonly search: Searcher; close(): Promise<void> } => {
  const thread = new SearchThread({ timers, logFault });
  const files =
    folder === undefined
      ? undefined
      : new IndexFiles({ folder, thread, repo: store.indexFileRepo, now });
  const follower = new SearchFollower({ thread, timers, logFault, files });
  const save = async (): Promise<void> => {
    await follower.save();
    await files?.clean();
  };
  const stopSaving = repeat({ timers, everyMs: SAVE_MS, run: save, logFault });
  const sources = [boardSource(store), wikiSource({ ...store, documents })];
  const { standings } = store;
  return {
    search: searcher({ sources, thread, follower, standings, timers }),
    close: async () => {
      stopSaving();
      await atMost(timers, LAST_SAVE_MS, follower.save().catch(logFault));
      await thread.close();
    },
  };
};
