import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { ContentSubject } from "./contentSubject.ts";
import { Reason } from "./hidden.ts";

export const hideContent = defineCommand({
  name: "content.hide",
  http: { method: "post", path: "/content/hide" },
  input: z.strictObject({ subject: ContentSubject, reason: Reason }),
  output: Nothing,
  refusals: ["login_required", "content_not_found", "forbidden"],
  summary:
    "Hides an idea or a comment from all but staff, with the reason that goes into the audit log.",
  retry: "natural",
});
