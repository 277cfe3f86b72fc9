import type { PageId } from "../../shared/protocol/ids.ts";
import type { Backlink } from "../../shared/wiki/getBacklinks.ts";
import type { Actor } from "../dispatch/actor.ts";
import { ideasInSight, type IdeasInSightDeps } from "../ideas/ideasInSight.ts";
import type { LinkRepo } from "../links/linkRepo.ts";
import { subjectOfLinks, type LinkSource } from "../links/linkSource.ts";
import { seesApprovedOnly } from "./pageSight.ts";
import type { ViewPage } from "./viewPage.ts";

export interface BacklinksDeps extends IdeasInSightDeps {
  readonly viewPage: ViewPage;
  readonly linkRepo: LinkRepo;
}

/** How many are told, and asked for at once. */
const MOST = 200;
/** So many times: whoever asks may see few of many, and each costs a look. */
const ROUNDS = 5;

/** What links to a page, other than itself, of what somebody may see; the first two hundred of it, looked for among a thousand. */
export const backlinksTo = async (
  deps: BacklinksDeps,
  actor: Actor,
  pageId: PageId,
): Promise<Backlink[]> => {
  const seen: Backlink[] = [];
  let after: LinkSource | undefined;
  for (let round = 0; round < ROUNDS && seen.length < MOST; round += 1) {
    const sources = (await deps.linkRepo.linkingTo([pageId], MOST, after)).map(({ _id }) => _id);
    const subjects = sources.map(subjectOfLinks).filter(({ id }) => id !== pageId);
    seen.push(...(await backlinksInSight(deps, actor, subjects)));
    after = sources[MOST - 1];
    if (!after) {
      break;
    }
  }
  return seen.slice(0, MOST);
};

const backlinksInSight = async (
  deps: BacklinksDeps,
  actor: Actor,
  subjects: readonly ReturnType<typeof subjectOfLinks>[],
): Promise<Backlink[]> => {
  const ideas = await ideasInSight(
    deps,
    actor,
    subjects.flatMap((subject) =>
      subject.type === "page" || subject.type === "approved" ? [] : [subject.id],
    ),
  );
  const found = await Promise.all(
    subjects.map(async (subject): Promise<Backlink | undefined> => {
      if (subject.type === "page" || subject.type === "approved") {
        const { type, id } = subject;
        const viewed = await deps.viewPage(actor, id);
        // Of what was written since it was approved, only those are told who see that.
        const sight = viewed && seesApprovedOnly(viewed, viewed.rights) ? "approved" : "page";
        return viewed && sight === type
          ? { type: "page", id, title: viewed.chain[0].title }
          : undefined;
      }
      const idea = ideas.get(subject.id);
      return idea && { ...subject, boardId: idea.boardId, title: idea.title };
    }),
  );
  return found.filter((link) => link !== undefined);
};
