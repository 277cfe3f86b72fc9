import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Page, PageLabels, PageTitle } from "./page.ts";

export const editPage = defineCommand({
  name: "page.edit",
  http: { method: "patch", path: "/pages/:pageId" },
  input: z.strictObject({
    pageId: PageId,
    title: PageTitle.optional(),
    labels: PageLabels.optional(),
    isTemplate: z.boolean().optional(),
  }),
  output: Page,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "Renames a page, changes its labels, makes it a template or takes that back.",
  retry: "natural",
});
