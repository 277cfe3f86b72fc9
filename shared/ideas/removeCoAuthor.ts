import { z } from "zod";
import { IdeaId, UserId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Idea } from "./idea.ts";

export const removeCoAuthor = defineCommand({
  name: "idea.removeCoAuthor",
  http: { method: "delete", path: "/ideas/:ideaId/co-authors/:userId" },
  input: z.strictObject({ ideaId: IdeaId, userId: UserId }),
  output: Idea,
  refusals: ["login_required", "idea_not_found", "forbidden"],
  summary:
    "Takes a co-author off an idea, and with the name the right to write it. For themselves, the author, moderators, managers and owners.",
  retry: "natural",
});
