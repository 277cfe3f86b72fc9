import { z } from "zod";
import { CommunityId, PageId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Page, PageTitle } from "./page.ts";

export const createPage = defineCommand({
  name: "page.create",
  http: { method: "post", path: "/communities/:communityId/pages" },
  input: z.strictObject({
    communityId: CommunityId,
    title: PageTitle,
    parentId: PageId.optional(),
    /** A template that one may see: the new page begins with what it holds now. */
    templateId: PageId.optional(),
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
  summary: "Makes a page, empty or from a template, as the last below another or at the top.",
});
