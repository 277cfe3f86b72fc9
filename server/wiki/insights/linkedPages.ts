import type { PageId } from "../../../shared/protocol/ids.ts";
import type { Actor } from "../../dispatch/actor.ts";
import { ideasInSight, type IdeasInSightDeps } from "../../ideas/ideasInSight.ts";
import type { LinkRepo } from "../../links/linkRepo.ts";
import { subjectOfLinks } from "../../links/linkSource.ts";

export interface LinkedPagesDeps extends IdeasInSightDeps {
  readonly linkRepo: LinkRepo;
}

const MOST = 20_000;

/** Which of these pages another page or an idea links to, of what somebody may see. */
export const linkedPages = async (
  deps: LinkedPagesDeps,
  actor: Actor,
  { pages, inSight }: { readonly pages: readonly PageId[]; readonly inSight: ReadonlySet<PageId> },
): Promise<ReadonlySet<PageId>> => {
  const found = await deps.linkRepo.linkingTo(pages, MOST);
  const sources = found.map((links) => ({ subject: subjectOfLinks(links._id), to: links.pages }));
  const ideas = await ideasInSight(
    deps,
    actor,
    sources.flatMap(({ subject }) =>
      subject.type === "page" || subject.type === "approved" ? [] : [subject.id],
    ),
  );
  return new Set(
    sources.flatMap(({ subject, to }) => {
      if (subject.type === "approved") {
        return [];
      }
      const isSeen = subject.type === "page" ? inSight.has(subject.id) : ideas.has(subject.id);
      return isSeen ? to.filter((id) => id !== subject.id) : [];
    }),
  );
};
