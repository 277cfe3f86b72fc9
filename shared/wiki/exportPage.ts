import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";

export const PageFormat = z.enum(["markdown", "html"]);
export type PageFormat = z.infer<typeof PageFormat>;

export const exportPage = defineQuery({
  name: "page.export",
  http: { method: "get", path: "/pages/:pageId/export" },
  input: z.strictObject({ pageId: PageId, format: PageFormat.default("markdown") }),
  output: z.object({
    fileName: z.string(),
    /** Markdown begins with its title, labels and id between lines of `---`. */
    source: z.string(),
  }),
  refusals: ["page_not_found"],
  summary: "A page as one sees it, as a file of Markdown or HTML.",
});
