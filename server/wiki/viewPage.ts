import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Seen, Standings } from "../members/standings.ts";
import type { PageRepo } from "./pageRepo.ts";
import { asSeen } from "./asApproved.ts";
import { sightOf, type PageChain } from "./pageSight.ts";

interface ViewedPage extends Seen {
  /** The page itself as the actor sees it: those above may be seen otherwise, or not at all. */
  readonly chain: PageChain;
  readonly rights: DocumentRights;
}

/** A page with those above it, if the actor may see it. */
export type ViewPage = (actor: Actor, pageId: string) => Promise<ViewedPage | undefined>;

export const viewPage =
  ({ chain: chainOf }: Pick<PageRepo, "chain">, standings: Standings): ViewPage =>
  async (actor, pageId) => {
    const chain = await chainOf(pageId);
    const seen = chain && (await standings.ofCommunity(actor, chain[0].communityId));
    const rights = chain && seen && sightOf({ actor, ...seen }, chain);
    if (!rights) {
      return undefined;
    }
    const [page, ...above] = chain;
    return { ...seen, chain: [asSeen(seen, rights, page), ...above], rights };
  };

/** As `viewPage`, for what answers `page_not_found`. */
export const pageToView = async (
  view: ViewPage,
  actor: Actor,
  pageId: string,
): Promise<ViewedPage> => {
  const viewed = await view(actor, pageId);
  if (!viewed) {
    throw new Refusal("page_not_found");
  }
  return viewed;
};
