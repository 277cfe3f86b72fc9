import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Page } from "./page.ts";
import { PageRights } from "./pageRights.ts";

export const setPageRights = defineCommand({
  name: "page.setRights",
  http: { method: "put", path: "/pages/:pageId/rights" },
  input: z.strictObject({
    pageId: PageId,
    /** Absent: those of the page above it, or of the community. */
    rights: PageRights.optional(),
  }),
  output: Page,
  refusals: ["login_required", "page_not_found", "forbidden", "member_not_found"],
  summary: "Gives a page rights of its own, or takes them away.",
  retry: "natural",
});
