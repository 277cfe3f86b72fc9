import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { ContentSubject } from "./contentSubject.ts";
import { Reason } from "./hidden.ts";

export const restoreContent = defineCommand({
  name: "content.restore",
  http: { method: "post", path: "/content/restore" },
  input: z.strictObject({ subject: ContentSubject, reason: Reason }),
  output: Nothing,
  refusals: ["login_required", "content_not_found", "forbidden"],
  summary: "Shows a hidden idea or comment again, with the reason that goes into the audit log.",
  retry: "natural",
});
