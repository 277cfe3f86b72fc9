import { z } from "zod";
import { CommunityId, PageId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { PageFormat } from "./exportPage.ts";
import { Page, PageTitle } from "./page.ts";

/** UTF-16 units: so that it passes through every door. */
const SOURCE_MAX = 60_000;

export const importPage = defineCommand({
  name: "page.import",
  http: { method: "post", path: "/communities/:communityId/pages/import" },
  input: z.strictObject({
    communityId: CommunityId,
    parentId: PageId.optional(),
    /** Where the source has a title of its own, that counts. */
    title: PageTitle,
    format: PageFormat,
    source: z.string().max(SOURCE_MAX),
  }),
  output: Page,
  refusals: [
    "login_required",
    "community_not_found",
    "page_not_found",
    "forbidden",
    "page_too_deep",
    "wiki_full",
  ],
  summary: "Makes a page from Markdown or HTML; what a document can't hold is left out.",
});
