import type { DocumentName } from "../../shared/documents/documentName.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { DocumentWorker } from "./documentWorker.ts";
import type { DocumentRoom } from "./documentRoom.ts";
import { entryId, type StoredOwner } from "./documentEntryModel.ts";
import type { JournalRepo } from "./journalRepo.ts";
import { readEnds } from "./stateEnds.ts";

const TAIL_BYTES = 64 * 1024;
const TAIL_ENTRIES = 200;
/** Of the snapshot before: a large document is not written anew for every few words. */
const TAIL_SHARE = 0.25;
const ENTRIES_MOST = 2000;
/** Whoever comes is sent them one by one. */
const UPDATES_MOST = 10_000;

interface SnapshotsDeps {
  readonly repo: JournalRepo;
  readonly worker: DocumentWorker;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

const storedOwners = (owners: ReadonlyMap<number, string>): StoredOwner[] => {
  const byUser = new Map<string, number[]>();
  for (const [client, user] of owners) {
    const clients = byUser.get(user) ?? [];
    byUser.set(user, clients);
    clients.push(client);
  }
  return [...byUser].map(([user, clients]) => ({ user, clients }));
};

/** Writes down what documents have become, so that they load without their whole history. */
export class Snapshots {
  readonly #deps: SnapshotsDeps;
  readonly #running = new Map<DocumentName, Promise<void>>();

  constructor(deps: SnapshotsDeps) {
    this.#deps = deps;
  }

  /** Takes one if enough has come since the last. */
  look(room: DocumentRoom): void {
    const { base, tailBytes, tailEntries, tailUpdates } = room.state;
    const isDue =
      tailEntries > ENTRIES_MOST ||
      tailUpdates > UPDATES_MOST ||
      ((tailBytes > TAIL_BYTES || tailEntries > TAIL_ENTRIES) &&
        tailBytes > base.length * TAIL_SHARE);
    if (isDue && !this.#running.has(room.name)) {
      this.#running.set(room.name, this.#run(room));
    }
  }

  /** Resolves when none is being taken. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values());
    }
  }

  async #run(room: DocumentRoom): Promise<void> {
    try {
      await this.#take(room);
    } catch (fault) {
      this.#running.delete(room.name);
      if (!isDatabaseAway(fault)) {
        this.#deps.logFault(fault);
      }
      return;
    }
    this.#running.delete(room.name);
    // What has come while it was taken may be enough for another.
    this.look(room);
  }

  async #take({ name, state }: DocumentRoom): Promise<void> {
    const { repo, worker, now } = this.#deps;
    const seq = state.seq - 1;
    const owners = storedOwners(state.owners);
    const compacted = await worker.compact(state.updates);
    await repo.putSnapshot({ _id: entryId(name, seq), name, seq, owners, at: now(), ...compacted });
    const { ends, hash, structs } = compacted;
    state.rebase(compacted.state, seq, { ends: readEnds(ends, hash), structs });
  }
}
