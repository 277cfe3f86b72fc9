import { z } from "zod";
import { CommunityId, PageId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand, defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";
import { Timestamp } from "../protocol/text.ts";
import { Page } from "./page.ts";

export const trashPage = defineCommand({
  name: "page.trash",
  http: { method: "delete", path: "/pages/:pageId" },
  input: z.strictObject({ pageId: PageId }),
  output: Nothing,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary:
    "Puts a page, with all below it, into the trash, from where it can come back for 30 days.",
});

export const restorePage = defineCommand({
  name: "page.restore",
  http: { method: "post", path: "/pages/:pageId/restore" },
  input: z.strictObject({ pageId: PageId }),
  output: Page,
  refusals: ["login_required", "page_not_found", "forbidden"],
  summary: "Takes a page, with what went into the trash along with it, out again.",
  retry: "natural",
});

export const TrashedPage = z
  .object({
    id: PageId,
    title: z.string(),
    trashedBy: Person,
    trashedAt: Timestamp,
    /** When it will be gone for good. */
    goneAt: Timestamp,
    /** How many pages come back with it. */
    below: z.int().nonnegative(),
  })
  .meta({ id: "TrashedPage" });
export type TrashedPage = z.infer<typeof TrashedPage>;

export const listTrash = defineQuery({
  name: "page.listTrash",
  http: { method: "get", path: "/communities/:communityId/trash" },
  input: z.strictObject({ communityId: CommunityId }),
  output: z.object({ pages: z.array(TrashedPage) }),
  refusals: ["login_required", "community_not_found"],
  summary: "The pages in the trash that one may edit, the last trashed first.",
});
