import { z } from "zod";
import { PageId, VersionId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Page } from "./page.ts";

export const approvePage = defineCommand({
  name: "page.approve",
  http: { method: "put", path: "/pages/:pageId/approval" },
  input: z.strictObject({
    pageId: PageId,
    /** Absent: as it is now. */
    versionId: VersionId.optional(),
  }),
  output: Page,
  refusals: ["login_required", "page_not_found", "version_not_found", "forbidden"],
  summary: "Approves a page's text: where the community wants approval, readers see this.",
});
