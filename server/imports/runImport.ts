import { BoardId } from "../../shared/protocol/ids.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { NewId } from "../database/newId.ts";
import { Lanes } from "../dispatch/lanes.ts";
import { realTimers } from "../database/timers.ts";
import { commitWork } from "../dispatch/commitWork.ts";
import type { LaneDeps } from "../dispatch/lane.ts";
import type { Store } from "../store.ts";
import { bringIdeas } from "./bringIdeas.ts";
import { countsOf, noneBrought, sumOf, type BroughtCounts } from "./broughtCounts.ts";
import type { BroughtSet } from "./broughtIdea.ts";
import { broughtIdeaId, broughtPersonId } from "./broughtModel.ts";
import { fitIdeas } from "./fitIdea.ts";
import { AmbiguousBoard, findImportBoard, importBoard } from "./importBoard.ts";
import { ImportProblem } from "./importProblem.ts";
import { peopleOf } from "./putPeople.ts";
import { readIdeaSets } from "./readIdeaSets.ts";
import { Remarks, type Remark } from "./remarks.ts";

interface ImportDeps {
  readonly store: Store;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly random: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly say: (line: string) => void;
  readonly progress: (done: number, of: number) => void;
}

interface ImportWanted {
  readonly path: string;
  /** Slug or id. */
  readonly community: string;
  /** Name or id; the set's own name if absent. */
  readonly board?: string | undefined;
  readonly format?: string | undefined;
  readonly source?: string | undefined;
  /** Says what would be done and writes nothing. */
  readonly isDryRun: boolean;
}

export interface ImportDone {
  readonly counts: BroughtCounts;
  readonly remarks: readonly Remark[];
}

const OFFERED = 20;

const findCommunity = async (
  { communityRepo }: Store,
  idOrSlug: string,
): Promise<StoredCommunity> => {
  const community = await communityRepo.findByIdOrSlug(idOrSlug);
  if (!community) {
    const { items } = await communityRepo.page("all", undefined, OFFERED);
    const slugs = items.map(({ slug }) => slug).join(", ");
    throw new ImportProblem(
      `There is no community "${idOrSlug}". ${slugs === "" ? "There is none at all yet." : `There are: ${slugs}`}`,
    );
  }
  return community;
};

const findBoard = async (
  { boardRepo }: Store,
  wanted: { readonly communityId: StoredCommunity["_id"]; readonly name: string },
): Promise<StoredBoard | undefined> => {
  try {
    const found = await findImportBoard(boardRepo, wanted);
    if (!found && BoardId.safeParse(wanted.name).success) {
      throw new ImportProblem(`There is no board ${wanted.name} in this community`);
    }
    return found;
  } catch (reason) {
    throw reason instanceof AmbiguousBoard ? new ImportProblem(reason.message) : reason;
  }
};

/** What bringing a set would bring by now; `met` are the people whom the sets before it would bring. */
const wouldBring = async (
  { broughtRepo }: Store,
  { source, ideas }: Pick<BroughtSet, "source" | "ideas">,
  board: StoredBoard | undefined,
  met: Set<string>,
): Promise<BroughtCounts> => {
  const idOf = (externalId: string) => broughtIdeaId(board?._id ?? "", source, externalId);
  const there = await broughtRepo.recordIds(ideas.map(({ externalId }) => idOf(externalId)));
  const fresh = ideas.filter(({ externalId }) => !there.has(idOf(externalId)));
  const people = peopleOf(fresh).map(({ key }) => broughtPersonId(source, key));
  const known = await broughtRepo.recordIds(people);
  const strangers = people.filter((id) => !known.has(id) && !met.has(id));
  strangers.forEach((id) => met.add(id));
  return sumOf([
    { ...noneBrought, known: ideas.length - fresh.length, people: strangers.length },
    ...fresh.map(countsOf),
  ]);
};

/** Reads the sets of a file or folder and brings each onto its board. Throws `ImportProblem` before it writes. */
export const runImport = async (deps: ImportDeps, wanted: ImportWanted): Promise<ImportDone> => {
  const { store, newId, now, say } = deps;
  const { connection, kinds, boardRepo, broughtRepo } = store;
  const remarks = new Remarks();
  const found = await readIdeaSets({ path: wanted.path, format: wanted.format, remarks });
  const community = await findCommunity(store, wanted.community);
  const lanes: LaneDeps = {
    commit: (work) => commitWork(connection, work),
    timers: realTimers,
    now,
    random: deps.random,
    committed: () => undefined,
  };
  const communityLanes = new Lanes(kinds.communities, lanes);
  const boardLanes = new Lanes(kinds.boards, lanes);

  const bring = { kinds, broughtRepo, boardLanes, newId, randomBytes: deps.randomBytes };
  const plans = await Promise.all(
    found.map(async ({ format, files, set }) => {
      const name = wanted.board ?? set.boardName;
      return {
        what: `${files.join(", ")}: ${format.name}`,
        set: {
          ...set,
          source: wanted.source ?? set.source,
          ideas: fitIdeas({ remarks, now: now() }, set.ideas),
        },
        name,
        // Before anything is written, so that a wrong name is told of while nothing has happened.
        before: await findBoard(store, { communityId: community._id, name }),
      };
    }),
  );

  const met = new Set<string>();
  let counts = noneBrought;
  for (const { what, set, name, before } of plans) {
    const { source, ideas, purpose } = set;
    say(`${what}, ${ideas.length} ideas of ${source}`);
    say(`onto the board "${before?.name ?? name}"${before ? "" : ", which is new"}`);
    set.notes.forEach((note) => say(`note: ${note}`));
    if (wanted.isDryRun) {
      counts = sumOf([counts, await wouldBring(store, set, before, met)]);
      continue;
    }
    const board =
      before ??
      (await importBoard(
        { boards: kinds.boards, boardRepo, communityLanes, newId },
        { communityId: community._id, name, purpose },
      ));
    const batch = {
      boardId: board._id,
      source,
      ideas,
      progress: (done: number) => deps.progress(done, ideas.length),
    };
    counts = sumOf([counts, await bringIdeas(bring, batch)]);
  }
  return { counts, remarks: remarks.all };
};
