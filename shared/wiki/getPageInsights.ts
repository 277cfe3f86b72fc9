import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";

/** A page that nobody changed for so long is marked: somebody should look whether it still holds. */
export const STALE_DAYS = 180;
export const INSIGHT_DAYS = 30;

export const getPageInsights = defineQuery({
  name: "page.insights",
  http: { method: "get", path: "/pages/:pageId/insights" },
  input: z.strictObject({ pageId: PageId }),
  output: z.object({
    /** The last 30 days in UTC, oldest first; each user counts once a day. */
    readers: z.array(z.object({ day: z.iso.date(), count: z.int().nonnegative() })),
    /** How many versions there are. */
    edits: z.int().nonnegative(),
    contributors: z.array(Person),
    isStale: z.boolean(),
  }),
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "How much a page is read and by how many written.",
});
