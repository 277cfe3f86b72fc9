import type { Model } from "mongoose";
import { documentSubject } from "../../../shared/documents/documentName.ts";
import type { BoardId, IdeaId, PageId } from "../../../shared/protocol/ids.ts";
import type { ViewBoard } from "../../boards/viewBoard.ts";
import type { Actor } from "../../dispatch/actor.ts";
import type { IdeaRepo } from "../../ideas/ideaRepo.ts";
import { isShown } from "../../ideas/presentIdea.ts";
import type { StoredLinks } from "../linkModel.ts";

export interface LinkedPagesDeps {
  readonly links: Model<StoredLinks>;
  readonly ideaRepo: IdeaRepo;
  readonly viewBoard: ViewBoard;
}

const MOST = 20_000;

const ideasInSight = async (
  { ideaRepo, viewBoard }: LinkedPagesDeps,
  actor: Actor,
  ideaIds: readonly IdeaId[],
): Promise<ReadonlySet<IdeaId>> => {
  const ideas = await ideaRepo.findMany(ideaIds);
  const boards = new Set(ideas.map(({ boardId }) => boardId));
  const audiences = new Map(
    await Promise.all(
      [...boards].map(async (id): Promise<[BoardId, Awaited<ReturnType<ViewBoard>>]> => [
        id,
        await viewBoard(actor, id),
      ]),
    ),
  );
  const seen = ideas.filter((idea) => {
    const view = audiences.get(idea.boardId);
    return view && isShown(idea, view.audience);
  });
  return new Set(seen.map(({ _id }) => _id));
};

/** Which of these pages another page or an idea links to, of what somebody may see. */
export const linkedPages = async (
  deps: LinkedPagesDeps,
  actor: Actor,
  { pages, inSight }: { readonly pages: readonly PageId[]; readonly inSight: ReadonlySet<PageId> },
): Promise<ReadonlySet<PageId>> => {
  const found = await deps.links
    .find({ pages: { $in: [...pages] } })
    .limit(MOST)
    .lean<StoredLinks[]>();
  const sources = found.map((links) => ({ subject: documentSubject(links._id), to: links.pages }));
  const ideas = await ideasInSight(
    deps,
    actor,
    sources.flatMap(({ subject }) => (subject.type === "idea" ? [subject.id] : [])),
  );
  return new Set(
    sources.flatMap(({ subject, to }) => {
      const isSeen = subject.type === "page" ? inSight.has(subject.id) : ideas.has(subject.id);
      return isSeen ? to.filter((id) => id !== subject.id) : [];
    }),
  );
};
