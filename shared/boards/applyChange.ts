import type { BoardChange, BoardRecord, Tombstone } from "./boardChange.ts";

/**
 * What one knows of a board: the records by key, and the revs of those that are gone, so that an old
 * copy arriving late does not bring them back.
 */
export interface BoardState {
  readonly rev: number;
  readonly records: ReadonlyMap<string, BoardRecord>;
  readonly gone: ReadonlyMap<string, number>;
}

export const emptyBoard: BoardState = { rev: 0, records: new Map(), gone: new Map() };

export const recordKey = ({ type, id }: { type: string; id: string }): string => `${type}:${id}`;

/** Takes in records from anywhere (a page, a reply); of two copies the newer stays. The rev does not move. */
export const mergeRecords = (
  state: BoardState,
  incoming: readonly (BoardRecord | Tombstone)[],
): BoardState => {
  const records = new Map(state.records);
  const gone = new Map(state.gone);
  for (const record of incoming) {
    const key = recordKey(record);
    const known = records.get(key)?.rev ?? gone.get(key) ?? -1;
    if (record.rev < known) {
      continue;
    }
    if ("removed" in record) {
      records.delete(key);
      gone.set(key, record.rev);
    } else if (gone.get(key) !== record.rev) {
      records.set(key, record);
      gone.delete(key);
    }
  }
  return { rev: state.rev, records, gone };
};

type Outcome = "applied" | "ignored" | "gap";

const outcomeAt = (rev: number, change: BoardChange): Outcome => {
  if (change.rev <= rev) {
    return "ignored";
  }
  return change.from > rev ? "gap" : "applied";
};

/**
 * The only reducer of a board, with the one below. `gap`: something before this change is missing; ask
 * `board.changes`. Doubled, late and reordered changes do no harm.
 */
export const applyChange = (
  state: BoardState,
  change: BoardChange,
): { outcome: Outcome; state: BoardState } => {
  const outcome = outcomeAt(state.rev, change);
  return outcome === "applied"
    ? { outcome, state: { ...mergeRecords(state, change.records), rev: change.rev } }
    : { outcome, state };
};

/** The same of several, in the order of their revs, at the price of one. */
export const applyChanges = (
  state: BoardState,
  changes: readonly BoardChange[],
): { hasGap: boolean; state: BoardState } => {
  const records: (BoardRecord | Tombstone)[] = [];
  let { rev } = state;
  let hasGap = false;
  for (const change of [...changes].sort((a, b) => a.rev - b.rev)) {
    const outcome = outcomeAt(rev, change);
    hasGap ||= outcome === "gap";
    if (outcome === "applied") {
      records.push(...change.records);
      ({ rev } = change);
    }
  }
  return { hasGap, state: rev === state.rev ? state : { ...mergeRecords(state, records), rev } };
};
