import type { StoredUser } from "../accounts/userModel.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredVote } from "../votes/voteModel.ts";
import type { BroughtIdea } from "./broughtIdea.ts";
import { broughtIdeaId, type StoredBrought } from "./broughtModel.ts";
import type { BroughtRepo } from "./broughtRepo.ts";
import { countsOf, noneBrought, sumOf, type BroughtCounts } from "./broughtCounts.ts";
import { onLane } from "../dispatch/onLane.ts";
import { peopleNeeds, peopleOf, putPeople } from "./putPeople.ts";
import { putIdea } from "./putIdea.ts";

/**
 * How many records one transaction holds, unless a single idea has more. Small enough that somebody who
 * votes on the board meanwhile waits some milliseconds only.
 */
const GROUP_WEIGHT = 400;
const TRIES = 20;
const PAUSE_MS = 500;

export interface BringDeps {
  readonly kinds: BoardKinds & {
    readonly votes: Kind<StoredVote>;
    readonly users: Kind<StoredUser>;
    readonly brought: Kind<StoredBrought>;
  };
  readonly broughtRepo: BroughtRepo;
  readonly boardLanes: Lanes<StoredBoard>;
  readonly newId: NewId;
  readonly randomBytes: (length: number) => Uint8Array;
}

interface Batch {
  readonly boardId: string;
  readonly source: string;
  /** As `fitIdeas` left them. */
  readonly ideas: readonly BroughtIdea[];
  /** Told after each commit: how many ideas there are by now. */
  readonly progress?: (done: number) => void;
}

const weightOf = ({ comments, responses, voters }: BroughtIdea): number =>
  3 + comments.length + responses.length + voters.length;

const grouped = (ideas: readonly BroughtIdea[]): readonly (readonly BroughtIdea[])[] => {
  const groups: BroughtIdea[][] = [];
  let weight = Infinity;
  for (const idea of ideas) {
    if (weight + weightOf(idea) > GROUP_WEIGHT) {
      groups.push([]);
      weight = 0;
    }
    groups.at(-1)?.push(idea);
    weight += weightOf(idea);
  }
  return groups;
};

/** Brings those that are not there yet, as one change of the board. */
const putGroup = async (
  deps: BringDeps,
  on: { readonly work: UnitOfWork; readonly board: StoredBoard; readonly rev: number },
  source: string,
  ideas: readonly BroughtIdea[],
): Promise<BroughtCounts> => {
  const { work, board, rev } = on;
  const { kinds } = deps;
  const fresh: BroughtIdea[] = [];
  for (const idea of ideas) {
    if (!(await work.find(kinds.brought, broughtIdeaId(board._id, source, idea.externalId)))) {
      fresh.push(idea);
    }
  }
  const before = { ...noneBrought, known: ideas.length - fresh.length };
  if (fresh.length === 0) {
    return before;
  }
  const { userIds, made } = await putPeople(deps, work, source, peopleOf(fresh));
  for (const idea of fresh) {
    const recordId = putIdea(deps, { ...on, userIds }, idea);
    const _id = broughtIdeaId(board._id, source, idea.externalId);
    work.put(kinds.brought, { _id, recordId, at: work.now });
  }
  work.put(kinds.boards, {
    ...board,
    recordRev: rev,
    ideas: board.ideas + fresh.length,
    hiddenIdeas: board.hiddenIdeas + fresh.filter(({ hidden }) => hidden).length,
  });
  return sumOf([{ ...before, people: made }, ...fresh.map(countsOf)]);
};

const bringGroup = async (
  deps: BringDeps,
  { boardId, source }: Batch,
  ideas: readonly BroughtIdea[],
): Promise<BroughtCounts> => {
  const { kinds, boardLanes } = deps;
  return onLane(boardLanes, boardId, {
    needs: () => [
      ...ideas.map(({ externalId }) => ({
        kind: kinds.brought,
        id: broughtIdeaId(boardId, source, externalId),
      })),
      ...peopleNeeds(kinds, source, peopleOf(ideas)),
    ],
    run: async (work, { guard: board, rev }) => {
      if (!board) {
        throw new Refusal("board_not_found");
      }
      return putGroup(deps, { work, board, rev }, source, ideas);
    },
  });
};

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** On a board where others are faster again and again, less at a time gets through. */
const bringPatiently = async (
  deps: BringDeps,
  batch: Batch,
  ideas: readonly BroughtIdea[],
): Promise<BroughtCounts> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bringGroup(deps, batch, ideas);
    } catch (reason) {
      const isBusy = reason instanceof Refusal && reason.code === "unavailable";
      if (!isBusy || attempt === TRIES) {
        throw reason;
      }
      await pause(PAUSE_MS);
    }
    if (ideas.length > 1) {
      const half = Math.ceil(ideas.length / 2);
      const first = await bringPatiently(deps, batch, ideas.slice(0, half));
      return sumOf([first, await bringPatiently(deps, batch, ideas.slice(half))]);
    }
  }
};

/**
 * Brings ideas from another place onto a board, group by group on the board's lane: each group is there
 * whole or not at all, and what is there already stays as it is. If it is cut off, doing it again goes on.
 */
export const bringIdeas = async (deps: BringDeps, batch: Batch): Promise<BroughtCounts> => {
  const { boardId, source, ideas, progress } = batch;
  const idOf = ({ externalId }: BroughtIdea) => broughtIdeaId(boardId, source, externalId);
  // Only saves time: whether an idea is there is decided on the lane.
  const there = await deps.broughtRepo.recordIds(ideas.map(idOf));
  const missing = ideas.filter((idea) => !there.has(idOf(idea)));
  let counts: BroughtCounts = { ...noneBrought, known: ideas.length - missing.length };
  for (const group of grouped(missing)) {
    counts = sumOf([counts, await bringPatiently(deps, batch, group)]);
    progress?.(counts.ideas + counts.known);
  }
  return counts;
};
