import { z } from "zod";
import { IdeaId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Person } from "../protocol/person.ts";

export const listVoters = defineQuery({
  name: "vote.list",
  http: { method: "get", path: "/ideas/:ideaId/votes" },
  input: z.strictObject({ ideaId: IdeaId, after: Cursor.optional(), limit: PageLimit }),
  output: z.object({ voters: z.array(Person), next: Cursor.optional() }),
  refusals: ["idea_not_found"],
  summary: "Who voted for an idea, newest first.",
});
