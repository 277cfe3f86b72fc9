import type { IncomingMessage, Server as HttpServer } from "node:http";
import { documentClose } from "../../shared/documents/documentClose.ts";
import {
  documentSubject,
  type DocumentName,
  type DocumentSubject,
} from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import { atMost, type Timers } from "../database/timers.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { RightsChanged } from "../dispatch/afterCommit.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { repeat } from "../dispatch/repeat.ts";
import type { OpenConnections } from "../http/openConnections.ts";
import type { RecentRights } from "../sockets/recentRights.ts";
import type { Rate, TokenBucket } from "../sockets/tokenBucket.ts";
import { cutUnfinished } from "./cutUnfinished.ts";
import { ChangedDocuments, contributionsOf } from "./changedDocuments.ts";
import { DocumentPeers } from "./documentPeers.ts";
import { DocumentRooms } from "./documentRooms.ts";
import { serverClient } from "./clientOwners.ts";
import { changesSomething, NO_UPDATE } from "./documentState.ts";
import { documentUpgrade } from "./documentUpgrade.ts";
import type { DocumentDoor, Documents } from "./documents.ts";
import { admitOnce, clientOf, forgo } from "./doneOnce.ts";
import { Hints } from "./hints.ts";
import { Journal } from "./journal.ts";
import type { JournalRepo } from "./journalRepo.ts";
import { documentReads } from "./documentReads.ts";
import { loadDocument, updatesUpTo } from "./loadDocument.ts";
import { compareTrees, type CompareTrees } from "./compareTrees.ts";
import { DocumentWorker } from "./documentWorker.ts";
import { readMarkdown, type ReadMarkdown } from "./readMarkdown.ts";
import { writeMarkdown, type WriteMarkdown } from "./writeMarkdown.ts";
import type { RoomDeps } from "./documentRoom.ts";
import { Snapshots } from "./snapshots.ts";
import { Outbox } from "./outbox.ts";
import { UpdateRefused } from "./updateRefused.ts";

/** The features that have documents, by the type of their subjects. */
export type DocumentDoors = Partial<Record<DocumentSubject["type"], DocumentDoor>>;

interface SharedDocumentsDeps {
  readonly http: HttpServer;
  readonly repo: JournalRepo;
  readonly doors: () => DocumentDoors;
  readonly publicUrl: string | undefined;
  readonly refuse: () => number | undefined;
  readonly bucket: TokenBucket;
  readonly connections: OpenConnections;
  readonly identify: (req: IncomingMessage) => Promise<void>;
  readonly recent: RecentRights;
  /** Of one connection's messages; absent for as many as come. */
  readonly rate: Rate | undefined;
  readonly timers: Timers;
  readonly clock: () => number;
  readonly now: () => Date;
  readonly random: () => number;
  /** How long a change waits for others to be stored and sent with it. */
  readonly windowMs: number;
  /** Tells other nodes which journals have new entries. */
  readonly tellNodes: (names: readonly DocumentName[]) => void;
  readonly tellPresence: RoomDeps["tellPresence"];
  readonly logFault: (fault: unknown) => void;
}

/** Shared documents, and what the application does with them as a whole. */
export interface SharedDocuments extends Documents {
  readonly readMarkdown: ReadMarkdown;
  readonly writeMarkdown: WriteMarkdown;
  readonly compareTrees: CompareTrees;
  rightsChanged(rights: RightsChanged): void;
  /** Other nodes have stored something of these. */
  readOn(names: readonly DocumentName[]): void;
  /** Another node tells who has a document open there, or asks who has it here. */
  hearPresence(node: string, name: DocumentName, entries: Uint8Array | undefined): void;
  /** Reads on everything that is open, and asks again what everybody may: for when nothing is heard. */
  checkAll(): Promise<void>;
  readonly figures: {
    readonly documents: number;
    readonly writtenDocuments: number;
    readonly connections: number;
    readonly cuts: number;
  };
  /** Ends all connections over so long a time, and resolves once all that was taken is stored. */
  close(spreadMs: number): Promise<void>;
}

const CLIENT_RANGE = 2 ** 51;
const BEAT_MS = 15_000;
const REST_MS = 15_000;
const CUT_MS = 250;
const TEXT_MS = 5000;
const STEP_MS = 50;
const SETTLE_MS = 3000;

/** What can't be read ahead is found out, and answered for, when it is asked for. */
const seenLater = (): void => undefined;

const refusing = async <Value>(done: Promise<Value>): Promise<Value> => {
  try {
    return await done;
  } catch (reason) {
    if (reason instanceof UpdateRefused) {
      throw new Refusal("document_refused", { message: reason.message });
    }
    throw reason;
  }
};

export const sharedDocuments = (deps: SharedDocumentsDeps): SharedDocuments => {
  const { repo, now, timers, logFault, random } = deps;
  const doorOf = (name: DocumentName): DocumentDoor | undefined =>
    deps.doors()[documentSubject(name).type];
  const rightsOf = async (actor: Actor, name: DocumentName): Promise<DocumentRights | undefined> =>
    doorOf(name)?.rightsOf(actor, name);

  const outbox = new Outbox({ timers });
  const journal = new Journal({
    repo,
    windowMs: deps.windowMs,
    untilSent: () => outbox.restMs,
    timers,
    logFault,
  });
  const changed = new ChangedDocuments({ timers, logFault });
  const hints = new Hints(deps.tellNodes);
  const worker = new DocumentWorker(timers);
  const reads = documentReads(worker);
  // Apart, so that what somebody has made up to take long ends no other work.
  const reader = new DocumentWorker(timers, TEXT_MS);
  const snapshots = new Snapshots({ repo, worker, now, logFault });
  const rooms: DocumentRooms = new DocumentRooms({
    journal,
    outbox,
    now,
    timers,
    logFault,
    tellPresence: deps.tellPresence,
    readAfter: (name, seq) => repo.readAfter(name, seq),
    load: (name) =>
      loadDocument(name, {
        repo,
        now,
        logFault,
        seedOf: async (seeded) => (await doorOf(seeded)?.seedOf(seeded)) ?? [],
      }),
    stored: (room, updates) => {
      changed.note(room.name, updates.filter(changesSomething));
      snapshots.look(room);
      hints.add(room.name);
      rooms.closeIfEmpty(room.name);
    },
  });
  const { recent, rate } = deps;
  const peers = new DocumentPeers({ rooms, rightsOf, recent, timers, rate, logFault });
  documentUpgrade({
    ...deps,
    rightsOf,
    foresee: (name) => void doorOf(name)?.foresee?.(name).catch(seenLater),
    enter: (comer) => void peers.serve(comer).catch(logFault),
  });

  const beat = async (): Promise<void> => peers.beat();
  const stopBeating = repeat({ timers, everyMs: BEAT_MS, run: beat, logFault });
  const cut = async (): Promise<void> => cutUnfinished(peers.all);
  const stopCutting = repeat({ timers, everyMs: CUT_MS, run: cut, logFault });
  const rest = async (): Promise<void> => rooms.all.forEach((room) => room.rest());
  const stopResting = repeat({ timers, everyMs: REST_MS, run: rest, logFault });

  const newClient = (): number => serverClient(Math.floor(random() * CLIENT_RANGE));

  return {
    readMarkdown: readMarkdown(reader),
    writeMarkdown: writeMarkdown(reader),
    compareTrees: compareTrees(reader),
    readState: (name) => rooms.use(name, ({ state }) => reads.state(state.updates)),
    readTree: (name) => rooms.use(name, ({ state }) => reads.tree(state.updates)),
    readNow: (name) =>
      rooms.use(name, async ({ state }) => {
        const seq = state.seq - 1;
        return { tree: await reads.tree(state.updates), seq };
      }),
    isBeyond: (name, seq) => repo.isBeyond(name, seq),
    replace: (name, by, { tree, from, once }) =>
      refusing(
        rooms.use(name, async (room) => {
          const client = once === undefined ? newClient() : clientOf(name, once);
          if (once !== undefined) {
            // Another node may have done it.
            await room.catchUp();
          }
          if (room.state.ownerOf(client) !== undefined) {
            await room.put(NO_UPDATE, by, true);
            return;
          }
          const isLast = from === undefined || room.seq === from + 1;
          const before = isLast ? undefined : await updatesUpTo(name, from, { repo, logFault });
          const state = await reads.state(before ?? room.state.updates);
          const update = await reads.change(state, client, tree);
          if (update || once !== undefined) {
            await room.put(update ?? NO_UPDATE, by, true, once === undefined ? undefined : client);
          }
        }),
      ),
    admit: (name, by, once) => refusing(rooms.use(name, (room) => admitOnce(room, by, once))),
    forgo: (name, once) => refusing(rooms.use(name, (room) => forgo(room, once))),
    preview: (name, by, update) =>
      refusing(
        rooms.use(name, async ({ state, updates }) => {
          state.examine(update, { user: by.id, isServer: false });
          return reads.preview(updates, update);
        }),
      ),
    readWritten: (name) =>
      rooms.use(name, async ({ state }) => {
        const owners = new Map(state.owners);
        return { blocks: await reads.written(state.updates), owners };
      }),
    changedAfter: async (name, seq) => {
      const entries = await repo.readAfter(name, seq);
      const updates = entries.flatMap((entry) => entry.updates).filter(changesSomething);
      return { name, contributions: contributionsOf(updates), seq: entries.at(-1)?.seq ?? seq };
    },
    onChanged: (listener) => changed.listen(listener),
    settle: () => changed.settle(),
    remove: async (name) => {
      await repo.end(name);
      await rooms.catchUp(name);
      hints.add(name);
    },
    recheck: (names) => void peers.recheck(new Set(names)).catch(logFault),
    rightsChanged: (rights) => peers.rightsChanged(rights),
    readOn: (names) =>
      names.forEach((name) => {
        rooms
          .catchUp(name)
          .catch((fault: unknown) => (isDatabaseAway(fault) ? undefined : logFault(fault)));
      }),
    hearPresence: (node, name, entries) => rooms.find(name)?.hearNode(node, entries),
    checkAll: async () => {
      await rooms.catchUpAll();
      await peers.recheck(undefined);
    },
    get figures() {
      return {
        documents: rooms.all.length,
        writtenDocuments: rooms.all.filter(({ state }) => state.isWritable).length,
        connections: peers.count,
        cuts: peers.cuts,
      };
    },
    close: async (spreadMs) => {
      stopBeating();
      stopCutting();
      stopResting();
      const startedAt = timers.now();
      const all = peers.all;
      for (let done = 0; done < all.length;) {
        const part = spreadMs === 0 ? 1 : (timers.now() - startedAt + STEP_MS) / spreadMs;
        const due = Math.min(Math.ceil(all.length * part), all.length);
        all.slice(done, due).forEach((peer) => peer.close(documentClose.restart, "restart"));
        done = due;
        if (done < all.length) {
          await new Promise<void>((resolve) => {
            timers.after(STEP_MS, resolve);
          });
        }
      }
      await journal.close();
      // What follows documents need not find out about it when the server starts again.
      await atMost(timers, SETTLE_MS, changed.settle());
      await Promise.all([worker.close(), reader.close()]);
      await snapshots.settle();
      changed.close();
      outbox.close();
    },
  };
};
