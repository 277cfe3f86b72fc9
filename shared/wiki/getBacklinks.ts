import { z } from "zod";
import { BoardId, IdeaId, PageId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";

export const Backlink = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("page"), id: PageId, title: z.string() }),
    z.object({ type: z.literal("idea"), id: IdeaId, boardId: BoardId, title: z.string() }),
    z
      .object({ type: z.literal("response"), id: IdeaId, boardId: BoardId, title: z.string() })
      .describe("The official answer in force on an idea: the idea's id and title"),
  ])
  .meta({ id: "Backlink" });
export type Backlink = z.infer<typeof Backlink>;

export const getBacklinks = defineQuery({
  name: "page.backlinks",
  http: { method: "get", path: "/pages/:pageId/backlinks" },
  input: z.strictObject({ pageId: PageId }),
  output: z.object({ links: z.array(Backlink) }),
  refusals: ["page_not_found"],
  summary: "What links to a page, of what one may see.",
});
