import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Kind } from "../database/kind.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { OnPageRun } from "./onPage.ts";
import { pageKeepId, type StoredPageKeep } from "./pageKeepModel.ts";
import type { PresentPage } from "./presentPage.ts";
import { parentInSight, type PageChain } from "./pageSight.ts";

interface ShowPageDeps {
  readonly presentPage: PresentPage;
  readonly pageKeeps: Kind<StoredPageKeep>;
}

/** What a command answers that has changed a page: the page as whoever changed it sees it. */
export type ShowPage = (
  on: Pick<OnPageRun, "user" | "standing" | "community" | "work">,
  chain: PageChain,
  rights: DocumentRights,
) => Promise<Page>;

export const showPage =
  ({ presentPage, pageKeeps }: ShowPageDeps): ShowPage =>
  async ({ user, standing, community, work }, chain, rights) => {
    const viewer = { actor: user, standing, community };
    const [page] = chain;
    const keep = await work.find(pageKeeps, pageKeepId(page._id, user.id));
    return presentPage(page, viewer, {
      parentId: parentInSight(viewer, chain)?._id,
      rights,
      keep,
    });
  };

/** The outcome of a change that those who look at the wiki are told of. */
export const wikiChanged = <Value>(communityId: string, value: Value): Outcome<Value> => ({
  value,
  after: [{ what: "wiki", communityId }],
});
