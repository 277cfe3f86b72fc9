import { z } from "zod";
import { IdeaId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

export const removeIdea = defineCommand({
  name: "idea.remove",
  http: { method: "delete", path: "/ideas/:ideaId" },
  input: z.strictObject({ ideaId: IdeaId }),
  output: Nothing,
  refusals: ["login_required", "idea_not_found", "forbidden"],
  summary: "Removes an idea with all that hangs on it. For its author, managers and owners.",
});
