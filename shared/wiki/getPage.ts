import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Page, PageNode } from "./page.ts";

export const getPage = defineQuery({
  name: "page.get",
  http: { method: "get", path: "/pages/:pageId" },
  input: z.strictObject({ pageId: PageId }),
  output: z.object({
    page: Page,
    /** The pages above it that one may see, the topmost first. */
    above: z.array(PageNode),
  }),
  refusals: ["page_not_found"],
  summary: "A page, without its text, and the pages above it.",
});
