import type { BoardRecord } from "../../shared/boards/boardChange.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { ideaOrder } from "../../shared/ideas/rankIdeas.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { type BoardFilter, matches } from "./boardFilter.ts";

/** Where a list ends for now: nothing behind this place is known for certain. */
export type Frontier = Pick<Idea, "id" | "votes" | "createdAt">;

/** One way to look at a board, as far as it has been loaded. */
export interface BoardView {
  readonly filter: BoardFilter;
  readonly isLoaded: boolean;
  /** The last try to load its beginning got no answer. */
  readonly hasFailed?: boolean;
  /** Where the next page begins; absent when all is loaded. */
  readonly next?: string;
  readonly frontier?: Frontier;
  /** Ideas that came live and wait behind "N new ideas", so as not to push what is being read. */
  readonly waiting: ReadonlySet<IdeaId>;
}

type Records = ReadonlyMap<string, BoardRecord>;

const isWithin = ({ filter, frontier }: BoardView, record: BoardRecord): record is Idea =>
  record.type === "idea" &&
  matches(filter, record) &&
  (!frontier || ideaOrder[filter.sort](record, frontier) <= 0);

const split = (within: readonly Idea[], { waiting }: BoardView) => ({
  ideas: waiting.size === 0 ? within : within.filter(({ id }) => !waiting.has(id)),
  waiting: waiting.size === 0 ? [] : within.filter(({ id }) => waiting.has(id)),
});

const rank = (records: Records, view: BoardView): readonly Idea[] =>
  [...records.values()]
    .filter((record) => isWithin(view, record))
    .sort(ideaOrder[view.filter.sort]);

/** The ideas of a view in their order, up to its frontier; those that wait are given apart. */
export const selectView = (records: Records, view: BoardView) => split(rank(records, view), view);

/** Two lists in the same order as one in that order. */
const mergeRanked = (
  one: readonly Idea[],
  other: readonly Idea[],
  order: (a: Idea, b: Idea) => number,
): readonly Idea[] => {
  const merged: Idea[] = [];
  let at = 0;
  for (const idea of one) {
    for (let next = other[at]; next && order(next, idea) < 0; next = other[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(idea);
  }
  return [...merged, ...other.slice(at)];
};

/**
 * `selectView` for one list over time: where a few of ten thousand records have changed, only these are
 * ranked anew.
 */
export const viewSelector = () => {
  let last: { records: Records; view: BoardView; within: readonly Idea[] } | undefined;

  /** What is new or changed, and what that replaces; `undefined` if others are gone. A record keeps its place among all. */
  const difference = (before: Records, records: Records) => {
    const stale = new Set<BoardRecord>();
    const fresh: BoardRecord[] = [];
    const now = records.values();
    for (const old of before.values()) {
      const { value: record, done } = now.next();
      if (done === true || record.id !== old.id || record.type !== old.type) {
        return undefined;
      }
      if (record !== old) {
        stale.add(old);
        fresh.push(record);
      }
    }
    fresh.push(...now);
    return { stale, fresh };
  };

  const rankAgain = (records: Records, view: BoardView): readonly Idea[] => {
    const isSame = last?.view.filter === view.filter && last.view.frontier === view.frontier;
    const changed = last && isSame ? difference(last.records, records) : undefined;
    if (!last || !changed) {
      return rank(records, view);
    }
    const { stale, fresh } = changed;
    if (fresh.length === 0) {
      return last.within;
    }
    const order = ideaOrder[view.filter.sort];
    const moved = fresh.filter((record) => isWithin(view, record)).sort(order);
    return mergeRanked(
      last.within.filter((idea) => !stale.has(idea)),
      moved,
      order,
    );
  };

  return (records: Records, view: BoardView) => {
    const within = rankAgain(records, view);
    last = { records, view, within };
    return split(within, view);
  };
};

/**
 * Which of the ideas just come may be shown at once: those that land behind the last one in sight push
 * nothing. `lastInSight` is the lowest idea on the screen; absent when the list is empty or not in sight.
 */
export const pushesNothing = (
  { sort }: BoardFilter,
  fresh: Idea,
  lastInSight: Idea | undefined,
): boolean => lastInSight === undefined || ideaOrder[sort](fresh, lastInSight) > 0;
