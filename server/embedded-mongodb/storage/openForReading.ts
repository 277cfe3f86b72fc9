import { existsSync } from "node:fs";
import { join } from "node:path";
import { following, readJournal } from "./journal.ts";
import { layered } from "./layered.ts";
import { Recent } from "./recent.ts";
import { appliedTo } from "./store.ts";
import { DATA_FILE, openTree, type Snapshot } from "./tree.ts";

export interface Snapshots {
  snapshot(): Snapshot;
}

/** For looking at data that may be another process's: its writer is neither disturbed nor waited for. */
export function openForReading(folder: string): Snapshots & { close(): Promise<void> } {
  if (!existsSync(join(folder, DATA_FILE))) {
    throw new Error(`${folder} holds no data of this engine`);
  }
  const tree = openTree(folder, { readOnly: true });
  return {
    snapshot() {
      // In this order: what has left the journal since is then in the tree.
      const journal = readJournal(folder);
      const below = tree.snapshot();
      const recent = Recent.of(following(journal, appliedTo(below)));
      return { ...layered(below, () => [recent]), release: () => below.release() };
    },
    close: () => tree.close(),
  };
}
