import { applyChange, recordKey, type BoardState } from "../../shared/boards/applyChange.ts";
import type { BoardChange, BoardRecord, Tombstone } from "../../shared/boards/boardChange.ts";
import type { StoredBoard } from "../../server/boards/boardModel.ts";
import type { StoredComment } from "../../server/comments/commentModel.ts";
import type { StoredIdea } from "../../server/ideas/ideaModel.ts";
import type { StoredVote } from "../../server/votes/voteModel.ts";
import type { MemoryDatabase } from "./memoryDatabase.ts";

/** What one schedule has left. */
interface Outcome {
  readonly database: MemoryDatabase;
  readonly watchers: readonly { readonly state: BoardState }[];
  readonly changesSince: (since: number) => BoardChange;
  readonly intents: ReadonlyMap<string, boolean>;
  readonly titles: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  readonly ideaIds: readonly string[];
}

const byKey = (records: Iterable<BoardRecord | Tombstone>): string =>
  JSON.stringify(
    [...records]
      .filter((record) => !("removed" in record))
      .toSorted((a, b) => (recordKey(a) < recordKey(b) ? -1 : 1)),
  );

/** Where what is stored, what was acknowledged and what watchers see do not agree. */
export const findFaults = (outcome: Outcome): string[] => {
  const { database, watchers, changesSince, intents, titles, texts, ideaIds } = outcome;
  const faults: string[] = [];
  const votes = database.all<StoredVote>("votes");
  for (const idea of database.all<StoredIdea>("ideas")) {
    const counted = votes.filter(({ ideaId }) => ideaId === idea._id).length;
    if (counted !== idea.votes) {
      faults.push(`an idea shows ${idea.votes} votes and has ${counted}`);
    }
    const said = database
      .all<StoredComment>("comments")
      .filter(({ ideaId }) => ideaId === idea._id).length;
    if (said !== idea.comments) {
      faults.push(`an idea shows ${idea.comments} comments and has ${said}`);
    }
  }
  for (const [vote, wanted] of intents) {
    if (votes.some(({ _id }) => _id === vote) !== wanted) {
      faults.push(`the last acknowledged intent of ${vote} does not hold`);
    }
  }
  const once = (what: string, wanted: ReadonlySet<string>, found: readonly string[]): void => {
    for (const one of wanted) {
      const times = found.filter((other) => other === one).length;
      if (times !== 1) {
        faults.push(`${what} ${one} is there ${times} times`);
      }
    }
  };
  const posted = database.all<StoredIdea>("ideas").filter(({ _id }) => !ideaIds.includes(_id));
  once(
    "idea",
    titles,
    posted.map(({ title }) => title),
  );
  once(
    "comment",
    texts,
    database.all<StoredComment>("comments").map(({ text }) => text),
  );
  const [board] = database.all<StoredBoard>("boards");
  if (board?.ideas !== ideaIds.length + posted.length) {
    faults.push(`the board counts ${board?.ideas} ideas of ${ideaIds.length + posted.length}`);
  }
  const fresh = byKey(changesSince(0).records);
  for (const { state } of watchers) {
    const caughtUp = applyChange(state, changesSince(state.rev)).state;
    if (byKey(caughtUp.records.values()) !== fresh) {
      faults.push("a watcher sees something else than a fresh snapshot");
    }
  }
  return faults;
};
