import type { PageId } from "../../shared/protocol/ids.ts";
import type { Backlink } from "../../shared/wiki/getBacklinks.ts";
import type { Actor } from "../dispatch/actor.ts";
import { ideasInSight, type IdeasInSightDeps } from "../ideas/ideasInSight.ts";
import type { LinkRepo } from "../links/linkRepo.ts";
import { subjectOfLinks } from "../links/linkSource.ts";
import { seesApprovedOnly } from "./pageSight.ts";
import type { ViewPage } from "./viewPage.ts";

export interface BacklinksDeps extends IdeasInSightDeps {
  readonly viewPage: ViewPage;
  readonly linkRepo: LinkRepo;
}

const MOST = 200;

/** What links to a page, other than itself, of what somebody may see. */
export const backlinksTo = async (
  deps: BacklinksDeps,
  actor: Actor,
  pageId: PageId,
): Promise<Backlink[]> => {
  const from = await deps.linkRepo.linkingTo([pageId], MOST);
  const subjects = from
    .map(({ _id: source }) => subjectOfLinks(source))
    .filter(({ id }) => id !== pageId);
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
