import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { entryId, type StoredEntry, type StoredSnapshot } from "./documentEntryModel.ts";
import { SEED_CLIENT } from "./clientOwners.ts";
import { NO_UPDATE, type LoadedDocument } from "./documentState.ts";
import { hashOf } from "./hashOf.ts";
import type { JournalRepo } from "./journalRepo.ts";
import { readEnds } from "./stateEnds.ts";
import { stateOfTree } from "./writeTree.ts";

const TRIES = 3;

/** The journal does not hold what it must: nobody is given less than the whole document. */
export class BrokenDocument extends Error {}

interface LoadDeps {
  readonly repo: JournalRepo;
  readonly seedOf: (name: DocumentName) => Promise<DocumentTree>;
  readonly now: () => Date;
  readonly logFault: (fault: unknown) => void;
}

/** Whether they are all there is after one, and reach as far as must have been stored. */
const isWhole = (entries: readonly StoredEntry[], after: number, upTo: number): boolean =>
  after + entries.length >= upTo && entries.every(({ seq }, index) => seq === after + 1 + index);

/** The newest snapshot whose bytes are those that were stored, and the seq of the newest of all; -1 if there is none. */
const newestSound = async (
  snapshots: AsyncIterable<StoredSnapshot>,
  logFault: (fault: unknown) => void,
): Promise<{ readonly snapshot?: StoredSnapshot; readonly newest: number }> => {
  let newest = -1;
  for await (const snapshot of snapshots) {
    newest = Math.max(newest, snapshot.seq);
    if (hashOf(snapshot.state) === snapshot.hash) {
      return { snapshot, newest };
    }
    logFault(new BrokenDocument(`snapshot ${snapshot._id} is damaged`));
  }
  return { newest };
};

/** The seed is the first entry of the journal, which only one node can write: the others read it. */
const seed = async (name: DocumentName, { repo, seedOf, now }: LoadDeps): Promise<void> => {
  const tree = await seedOf(name);
  const update = tree.length === 0 ? NO_UPDATE : stateOfTree(tree, SEED_CLIENT);
  const clients = tree.length === 0 ? [] : [SEED_CLIENT];
  const updates = [{ at: now(), update, clients }];
  await repo.append([{ _id: entryId(name, 0), name, seq: 0, token: "seed", updates }]);
};

/** Everything that is stored of a document; seeds it if that is nothing. Throws rather than give less. */
export const loadDocument = async (name: DocumentName, deps: LoadDeps): Promise<LoadedDocument> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    // At once, and both after whatever was acknowledged until now: nearly always there is nothing beyond the snapshot.
    const [{ snapshot, newest }, lastSeq] = await Promise.all([
      newestSound(deps.repo.readSnapshots(name), deps.logFault),
      deps.repo.lastSeq(name),
    ]);
    const seq = snapshot?.seq ?? -1;
    const entries = lastSeq > seq ? await deps.repo.readAfter(name, seq) : [];
    const end = entries.find(({ isEnd }) => isEnd);
    if (end) {
      return { base: NO_UPDATE, seq: end.seq - 1, owners: [], entries: [end] };
    }
    if (newest < 0 && entries.length === 0) {
      await seed(name, deps);
    } else if (isWhole(entries, seq, newest)) {
      const { state: base = NO_UPDATE, owners = [], ends, hash = "" } = snapshot ?? {};
      return { base, ends: ends && readEnds(ends, hash), seq, owners, entries };
    }
    // Else entries were cut between the two reads, as they are when there is a newer snapshot.
  }
  throw new BrokenDocument(`the journal of ${name} has a hole`);
};

/** The updates that made a document what it was after an entry of its journal; `undefined` where that can't be told any more. */
export const updatesUpTo = async (
  name: DocumentName,
  seq: number,
  { repo, logFault }: Pick<LoadDeps, "repo" | "logFault">,
): Promise<readonly Uint8Array[] | undefined> => {
  const { snapshot } = await newestSound(repo.readSnapshots(name, seq), logFault);
  const from = snapshot?.seq ?? -1;
  const entries = (await repo.readAfter(name, from)).filter((entry) => entry.seq <= seq);
  if (!isWhole(entries, from, seq)) {
    return undefined;
  }
  const updates = entries.flatMap((entry) => entry.updates.map(({ update }) => update));
  return [snapshot?.state ?? NO_UPDATE, ...updates];
};
