import type { Timers } from "../database/timers.ts";
import type { Documents } from "../documents/documents.ts";
import type { Store } from "../store.ts";
import { boardSource } from "./boardSource.ts";
import { searcher, type Searcher } from "./searcher.ts";
import { SearchFollower } from "./searchFollower.ts";
import { SearchThread } from "./searchThread.ts";
import { wikiSource } from "./wikiSource.ts";

interface OpenSearchDeps {
  readonly store: Store;
  readonly documents: Pick<Documents, "readTree">;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** Search over all that there is to be found. Nothing begins before the first search. */
export const openSearch = ({
  store,
  documents,
  timers,
  logFault,
}: OpenSearchDeps): { readonly search: Searcher; close(): Promise<void> } => {
  const thread = new SearchThread({ timers, logFault });
  const follower = new SearchFollower({ thread, timers, logFault });
  const sources = [boardSource(store), wikiSource({ ...store, documents })];
  const { standings } = store;
  return {
    search: searcher({ sources, thread, follower, standings, timers }),
    close: () => thread.close(),
  };
};
