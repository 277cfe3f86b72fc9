import { z } from "zod";
import { IdeaId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Idea, ideaFields } from "./idea.ts";

export const editIdea = defineCommand({
  name: "idea.edit",
  http: { method: "patch", path: "/ideas/:ideaId" },
  input: z.strictObject({
    ideaId: IdeaId,
    title: ideaFields.title.optional(),
    body: ideaFields.body.optional(),
    tags: ideaFields.tags.optional(),
    /** The `rev` of the body one started from: if it has changed since, `edited_meanwhile`. */
    bodyRev: z.int().positive().optional(),
  }),
  output: Idea,
  refusals: [
    "login_required",
    "idea_not_found",
    "forbidden",
    "edited_meanwhile",
    "document_refused",
  ],
  summary:
    "Changes an idea's title, body or tags. Where the body is being written together, what others write meanwhile stays. For its authors, managers and owners.",
});
