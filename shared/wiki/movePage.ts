import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Page } from "./page.ts";

export const movePage = defineCommand({
  name: "page.move",
  http: { method: "put", path: "/pages/:pageId/place" },
  input: z.strictObject({
    pageId: PageId,
    /** Absent: at the top. */
    parentId: PageId.optional(),
    /** The page there that it comes right after; absent: as the first. */
    after: PageId.optional(),
  }),
  output: Page,
  refusals: [
    "login_required",
    "page_not_found",
    "forbidden",
    "page_cycle",
    "page_too_deep",
    "page_opens_up",
  ],
  summary: "Moves a page, with all below it, to another place in the tree.",
  retry: "natural",
});
