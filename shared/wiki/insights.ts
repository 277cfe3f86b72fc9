import { z } from "zod";
import { CommunityId, PageId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";
import { Timestamp } from "../protocol/text.ts";

/** What counts as recent, today included. */
export const INSIGHT_DAYS = 30;
/** For how many weeks readers are told, the one that is not over included. Weeks begin on Mondays, UTC. */
export const INSIGHT_WEEKS = 8;
/** How long a page that is read counts as right without being written on or confirmed. */
export const STALE_DAYS = 90;
/** How many pages each list of a wiki shows. */
export const INSIGHT_LIST_MAX = 20;

const Count = z.int().nonnegative();

export const PageInsights = z
  .object({
    /** How many people other than those who write it opened it recently. Guests are not counted. */
    readers: Count,
    /** The same by week, the oldest first. */
    weeks: z.array(z.object({ from: Timestamp, readers: Count })),
    /** Recent stretches of writing, each by one or more people. */
    edits: Count,
    contributors: Count,
    /** When its text was last written on. */
    editedAt: Timestamp,
    comments: Count,
    suggestions: Count,
    /** Pages and ideas that link to it, of what one may see. */
    links: Count,
    /** It is read, and nobody has written on it or confirmed it for long. */
    isStale: z.boolean(),
    confirmed: z.object({ by: Person, at: Timestamp }).optional(),
  })
  .meta({ id: "PageInsights" });
export type PageInsights = z.infer<typeof PageInsights>;

export const getPageInsights = defineQuery({
  name: "page.insights",
  http: { method: "get", path: "/pages/:pageId/insights" },
  input: z.strictObject({ pageId: PageId }),
  output: PageInsights,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "How a page is read and written, for those who may edit it. Never who read it.",
});

export const confirmPage = defineCommand({
  name: "page.confirm",
  http: { method: "put", path: "/pages/:pageId/confirmation" },
  input: z.strictObject({ pageId: PageId }),
  output: Nothing,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "Says that a page is still right as it is.",
});

export const PageFigures = z
  .object({
    id: PageId,
    title: z.string(),
    readers: Count,
    editedAt: Timestamp,
    confirmedAt: Timestamp.optional(),
  })
  .meta({ id: "PageFigures" });
export type PageFigures = z.infer<typeof PageFigures>;

const PageList = z.object({ count: Count, pages: z.array(PageFigures) });

export const WikiInsights = z
  .object({
    /** Those most read first. */
    stale: PageList,
    mostRead: PageList,
    /** Opened by nobody recently but those who write them. */
    unread: PageList,
    /** No other page links to them, and no idea, of what one may see. */
    unlinked: PageList,
  })
  .meta({ id: "WikiInsights" });
export type WikiInsights = z.infer<typeof WikiInsights>;

export const getWikiInsights = defineQuery({
  name: "page.listInsights",
  http: { method: "get", path: "/communities/:communityId/pages/insights" },
  input: z.strictObject({ communityId: CommunityId }),
  output: WikiInsights,
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary:
    "Which of the pages that one may edit are stale, read most, not read or not linked to; templates left out.",
});
