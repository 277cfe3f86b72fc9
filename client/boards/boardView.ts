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

/** The ideas of a view in their order, up to its frontier; those that wait are given apart. */
export const selectView = (
  records: ReadonlyMap<string, BoardRecord>,
  { filter, frontier, waiting }: BoardView,
): { ideas: readonly Idea[]; waiting: readonly Idea[] } => {
  const order = ideaOrder[filter.sort];
  const within: Idea[] = [];
  for (const record of records.values()) {
    if (
      record.type === "idea" &&
      matches(filter, record) &&
      (!frontier || order(record, frontier) <= 0)
    ) {
      within.push(record);
    }
  }
  within.sort(order);
  return {
    ideas: within.filter(({ id }) => !waiting.has(id)),
    waiting: within.filter(({ id }) => waiting.has(id)),
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
