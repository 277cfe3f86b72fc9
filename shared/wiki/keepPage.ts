import { z } from "zod";
import { PageId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

const input = z.strictObject({ pageId: PageId });
const about = {
  input,
  output: Nothing,
  refusals: ["login_required", "page_not_found"],
  retry: "natural",
} as const;

export const favouritePage = defineCommand({
  ...about,
  name: "page.favourite",
  http: { method: "put", path: "/pages/:pageId/favourite" },
  summary: "Puts a page among one's own favourites.",
});

export const unfavouritePage = defineCommand({
  ...about,
  name: "page.unfavourite",
  http: { method: "delete", path: "/pages/:pageId/favourite" },
  summary: "Takes a page from one's own favourites.",
});

export const watchPage = defineCommand({
  ...about,
  name: "page.watch",
  http: { method: "put", path: "/pages/:pageId/watch" },
  summary: "Watches a page: its changes are among those one has chosen to see.",
});

export const unwatchPage = defineCommand({
  ...about,
  name: "page.unwatch",
  http: { method: "delete", path: "/pages/:pageId/watch" },
  summary: "Watches a page no longer.",
});
