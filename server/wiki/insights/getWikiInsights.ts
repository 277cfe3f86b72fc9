import {
  getWikiInsights,
  INSIGHT_DAYS,
  INSIGHT_LIST_MAX,
  type PageFigures,
} from "../../../shared/wiki/insights.ts";
import { userOf } from "../../dispatch/call.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import type { Standings } from "../../members/standings.ts";
import { allow } from "../../rights/allow.ts";
import type { StoredPage } from "../pageModel.ts";
import type { PageRepo } from "../pageRepo.ts";
import { pagesInSight } from "../readPages.ts";
import { dayOf } from "./days.ts";
import { linkedPages, type LinkedPagesDeps } from "./linkedPages.ts";
import { isStale, lastWritten } from "./pageAge.ts";
import type { ReadingRepo } from "./readingRepo.ts";

interface WikiInsightsDeps extends LinkedPagesDeps {
  readonly pageRepo: PageRepo;
  readonly standings: Standings;
  readonly readingRepo: ReadingRepo;
  readonly now: () => Date;
}

interface Read {
  readonly page: StoredPage;
  readonly readers: number;
}

const presentFigures = ({ page, readers }: Read): PageFigures => ({
  id: page._id,
  title: page.title,
  readers,
  editedAt: lastWritten(page).toISOString(),
  ...(page.confirmed && { confirmedAt: page.confirmed.at.toISOString() }),
});

const listOf = (pages: readonly Read[]) => ({
  count: pages.length,
  pages: pages.slice(0, INSIGHT_LIST_MAX).map(presentFigures),
});

const oldestFirst = (a: Read, b: Read): number =>
  lastWritten(a.page).getTime() - lastWritten(b.page).getTime();
const mostReadFirst = (a: Read, b: Read): number => b.readers - a.readers || oldestFirst(a, b);

export const getWikiInsightsHandler = (deps: WikiInsightsDeps) =>
  handleQuery(getWikiInsights, async ({ communityId }, call) => {
    const user = userOf(call);
    const sight = await pagesInSight(deps, user, communityId);
    allow({ actor: user, standing: sight.viewer.standing }, "page.insights");
    const now = deps.now();
    const readersOf = await deps.readingRepo.pagesOf(communityId, dayOf(now, INSIGHT_DAYS - 1));
    const own = sight.pages
      .filter(({ page, rights }) => rights === "edit" && !page.isTemplate)
      .map(({ page }): Read => ({ page, readers: readersOf.get(page._id) ?? 0 }));
    const linked = await linkedPages(deps, user, {
      pages: own.map(({ page }) => page._id),
      inSight: new Set(sight.pages.map(({ page }) => page._id)),
    });
    const read = own.filter(({ readers }) => readers > 0).toSorted(mostReadFirst);
    const old = own.toSorted(oldestFirst);
    return {
      stale: listOf(read.filter(({ page, readers }) => isStale(page, readers, now))),
      mostRead: listOf(read),
      unread: listOf(old.filter(({ readers }) => readers === 0)),
      unlinked: listOf(old.filter(({ page }) => !linked.has(page._id))),
    };
  });
