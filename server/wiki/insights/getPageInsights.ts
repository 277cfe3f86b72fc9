import { documentName } from "../../../shared/documents/documentName.ts";
import { includesRights } from "../../../shared/documents/documentRights.ts";
import { getPageInsights, INSIGHT_DAYS, INSIGHT_WEEKS } from "../../../shared/wiki/insights.ts";
import { userOf } from "../../dispatch/call.ts";
import { handleQuery } from "../../dispatch/handler.ts";
import { Refusal } from "../../dispatch/refusal.ts";
import type { DocumentCommentRepo } from "../../documents/comments/documentCommentRepo.ts";
import type { SuggestionRepo } from "../../documents/suggestions/suggestionRepo.ts";
import type { VersionRepo } from "../../documents/versions/versionRepo.ts";
import { backlinksTo, type BacklinksDeps } from "../backlinks.ts";
import { pageToView } from "../viewPage.ts";
import { beginningOf, dayOf, weekOf } from "./days.ts";
import { isStale, lastWritten } from "./pageAge.ts";
import type { ReadingRepo } from "./readingRepo.ts";

interface PageInsightsDeps extends BacklinksDeps {
  readonly readingRepo: ReadingRepo;
  readonly versionRepo: VersionRepo;
  readonly documentCommentRepo: DocumentCommentRepo;
  readonly suggestionRepo: SuggestionRepo;
  readonly now: () => Date;
}

export const getPageInsightsHandler = (deps: PageInsightsDeps) =>
  handleQuery(getPageInsights, async ({ pageId }, call) => {
    const user = userOf(call);
    const { chain, rights } = await pageToView(deps.viewPage, user, pageId);
    if (!includesRights(rights, "edit")) {
      throw new Refusal("forbidden");
    }
    const [page] = chain;
    const name = documentName({ type: "page", id: pageId });
    const now = deps.now();
    const since = dayOf(now, INSIGHT_DAYS - 1);
    const firstWeek = weekOf(now) - INSIGHT_WEEKS + 1;
    const [readers, byWeek, edits, comments, suggestions, links] = await Promise.all([
      deps.readingRepo.readersOf(pageId, since),
      deps.readingRepo.weeksOf(pageId, beginningOf(firstWeek)),
      deps.versionRepo.countWork(name, since),
      deps.documentCommentRepo.countOpen(name),
      deps.suggestionRepo.countAllOpen(name),
      backlinksTo(deps, user, pageId),
    ]);
    return {
      readers,
      weeks: Array.from({ length: INSIGHT_WEEKS }, (_, at) => ({
        from: beginningOf(firstWeek + at).toISOString(),
        readers: byWeek.get(firstWeek + at) ?? 0,
      })),
      edits,
      contributors: page.contributors.length,
      editedAt: lastWritten(page).toISOString(),
      comments,
      suggestions,
      links: links.length,
      isStale: isStale(page, readers, now),
      ...(page.confirmed && {
        confirmed: { by: page.confirmed.by, at: page.confirmed.at.toISOString() },
      }),
    };
  });
