import { INSTALLATION, type StoredInstallation } from "../accounts/installationModel.ts";
import type { NewId } from "../database/newId.ts";
import { realTimers } from "../database/timers.ts";
import { commitWork } from "../dispatch/commitWork.ts";
import type { LaneDeps } from "../dispatch/lane.ts";
import { Lanes } from "../dispatch/lanes.ts";
import { bringIdeas } from "../imports/bringIdeas.ts";
import { fitIdeas } from "../imports/fitIdea.ts";
import { importBoard } from "../imports/importBoard.ts";
import { onLane } from "../dispatch/onLane.ts";
import { Remarks } from "../imports/remarks.ts";
import type { Store } from "../store.ts";
import { demoCommunity } from "./community.ts";
import type { DemoCommunity } from "./demoContent.ts";
import { demoIdeas } from "./demoIdeas.ts";
import { putDemoPages } from "./putDemoPages.ts";
import { DEMO_SOURCE, putDemoPeople, type SeededPerson } from "./putDemoPeople.ts";

interface SeedDemoDeps {
  readonly store: Store;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly random: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Of the password that the featured people log in with. */
  readonly passwordHash: string;
  /** Another community, for tests. */
  readonly community?: DemoCommunity;
}

interface SeededDemo {
  readonly communityId: string;
  /** Those whom one can log in as come first. */
  readonly people: readonly SeededPerson[];
}

/**
 * Fills an installation with the demo community. Cut off, it can be done again and goes on; only once all is
 * there the installation is marked as a demo.
 */
export const seedDemo = async (deps: SeedDemoDeps): Promise<SeededDemo> => {
  const { store, newId, now } = deps;
  const { connection, kinds, boardRepo, broughtRepo } = store;
  const content = deps.community ?? demoCommunity;
  const laneDeps: LaneDeps = {
    commit: (work) => commitWork(connection, work),
    timers: realTimers,
    now,
    random: deps.random,
    committed: () => undefined,
  };
  const installationLanes = new Lanes(kinds.installations, laneDeps);
  const communityLanes = new Lanes(kinds.communities, laneDeps);
  const boardLanes = new Lanes(kinds.boards, laneDeps);

  const seeded = await onLane(installationLanes, INSTALLATION, {
    alone: true,
    run: (work) => putDemoPeople(deps, work, content),
  });
  const boardIds: string[] = [];
  for (const board of content.boards) {
    const { _id } = await importBoard(
      { boards: kinds.boards, boardRepo, communityLanes, newId },
      { communityId: seeded.communityId, name: board.name, purpose: board.purpose },
    );
    boardIds.push(_id);
    const at = now();
    const ideas = demoIdeas(board, content.people, at);
    await bringIdeas(
      { kinds, broughtRepo, boardLanes, newId, randomBytes: deps.randomBytes },
      {
        boardId: _id,
        source: DEMO_SOURCE,
        ideas: fitIdeas({ remarks: new Remarks(), now: at }, ideas),
      },
    );
  }
  await onLane(communityLanes, seeded.communityId, {
    run: (work) =>
      putDemoPages({ kinds, newId }, work, { ...seeded, boardIds, pages: content.pages }),
  });
  await onLane(installationLanes, INSTALLATION, {
    run: async (work, { guard, rev }) => {
      const before: StoredInstallation = guard ?? { _id: INSTALLATION, rev, isDemo: false };
      work.put(kinds.installations, { ...before, isDemo: true });
    },
  });
  return seeded;
};

/** Whether a demo was begun here and not finished, so that it is to be gone on with. */
export const isDemoBegun = async (
  { communityRepo, installation }: Pick<Store, "communityRepo" | "installation">,
  slug = demoCommunity.slug,
): Promise<boolean> => {
  const found = await installation.findById(INSTALLATION).lean<StoredInstallation>();
  return found?.isDemo !== true && (await communityRepo.isSlugTaken(slug));
};
