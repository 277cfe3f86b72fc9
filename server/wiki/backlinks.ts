import { documentSubject } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { Backlink } from "../../shared/wiki/getBacklinks.ts";
import type { Actor } from "../dispatch/actor.ts";
import { ideasInSight, type IdeasInSightDeps } from "../ideas/ideasInSight.ts";
import type { LinkRepo } from "./linkRepo.ts";
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
    .map(({ _id: name }) => documentSubject(name))
    .filter(({ id }) => id !== pageId);
  const ideas = await ideasInSight(
    deps,
    actor,
    subjects.flatMap(({ type, id }) => (type === "idea" ? [id] : [])),
  );
  const found = await Promise.all(
    subjects.map(async (subject): Promise<Backlink | undefined> => {
      const title =
        subject.type === "page"
          ? (await deps.viewPage(actor, subject.id))?.chain[0].title
          : ideas.get(subject.id)?.title;
      return title === undefined ? undefined : { ...subject, title };
    }),
  );
  return found.filter((link) => link !== undefined);
};
