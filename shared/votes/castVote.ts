import { z } from "zod";
import { Idea } from "../ideas/idea.ts";
import { IdeaId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";

/** Casting twice is one vote: the second is accepted and changes nothing. */
export const castVote = defineCommand({
  name: "vote.cast",
  http: { method: "put", path: "/ideas/:ideaId/vote" },
  input: z.strictObject({ ideaId: IdeaId }),
  output: Idea,
  refusals: ["login_required", "idea_not_found", "forbidden", "voting_closed", "budget_spent"],
  summary:
    "Votes for an idea. Casting twice is one vote. Where votes are counted out, one comes back when its idea is shipped, declined or removed.",
  retry: "natural",
});
