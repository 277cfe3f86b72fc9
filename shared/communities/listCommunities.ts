import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Community } from "./community.ts";

export const listCommunities = defineQuery({
  name: "community.list",
  http: { method: "get", path: "/communities" },
  input: z.strictObject({ after: Cursor.optional(), limit: PageLimit }),
  output: z.object({ communities: z.array(Community), next: Cursor.optional() }),
  refusals: [],
  summary: "The communities one may see, newest first.",
});
