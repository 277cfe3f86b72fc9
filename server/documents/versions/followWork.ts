import { VERSION_PAUSE_MINUTES, VERSION_WORK_MINUTES } from "../../../shared/documents/version.ts";
import type { CommunityId } from "../../../shared/protocol/ids.ts";
import type { StoredCommunity } from "../../communities/communityModel.ts";
import type { Kind } from "../../database/kind.ts";
import type { UnitOfWork } from "../../database/unitOfWork.ts";
import type { Lanes } from "../../dispatch/lanes.ts";
import { onLane } from "../../dispatch/onLane.ts";
import type { DocumentChanged } from "../documents.ts";
import type { KeepVersion } from "./keepVersion.ts";
import type { StoredDocumentWork } from "./versionModel.ts";
import type { VersionRepo } from "./versionRepo.ts";

const MINUTE_MS = 60_000;
const AT_ONCE = 100;

/** Notes that a document was written on, in the transaction of whatever else follows from that. */
export const noteWork = async (
  documentWork: Kind<StoredDocumentWork>,
  work: UnitOfWork,
  communityId: CommunityId,
  { name, contributions }: DocumentChanged,
): Promise<void> => {
  const before = await work.find(documentWork, name);
  const people = [...(before?.contributors ?? []), ...contributions.map(({ by }) => by)];
  work.put(documentWork, {
    _id: name,
    communityId,
    since: before?.since ?? work.now,
    last: work.now,
    contributors: [...new Map(people.map((person) => [person.id, person])).values()],
  });
};

interface MakeVersionsDeps {
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly documentWork: Kind<StoredDocumentWork>;
  readonly versionRepo: VersionRepo;
  readonly keepVersion: KeepVersion;
  readonly now: () => Date;
}

/** Makes versions of what was written, where work has paused or gone on for long enough. */
export const makeVersions = async (deps: MakeVersionsDeps): Promise<void> => {
  const ago = (minutes: number): Date => new Date(deps.now().getTime() - minutes * MINUTE_MS);
  const pausedBefore = ago(VERSION_PAUSE_MINUTES);
  const begunBefore = ago(VERSION_WORK_MINUTES);
  const due = await deps.versionRepo.dueWork(pausedBefore, begunBefore, AT_ONCE);
  for (const { _id: name, communityId } of due) {
    await onLane(deps.communityLanes, communityId, {
      alone: true,
      run: async (work) => {
        const written = await work.find(deps.documentWork, name);
        // Another node may have done it, or somebody may have gone on writing.
        if (written && (written.last <= pausedBefore || written.since <= begunBefore)) {
          await deps.keepVersion(work, name);
        }
      },
    });
  }
};
