import { z } from "zod";
import { Idea } from "../ideas/idea.ts";
import { IdeaId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";

/** Withdrawing what was not cast is accepted and changes nothing. */
export const withdrawVote = defineCommand({
  name: "vote.withdraw",
  http: { method: "delete", path: "/ideas/:ideaId/vote" },
  input: z.strictObject({ ideaId: IdeaId }),
  output: Idea,
  refusals: ["login_required", "idea_not_found", "forbidden", "voting_closed"],
  summary: "Takes one's vote for an idea back.",
  retry: "natural",
});
