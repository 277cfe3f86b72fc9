import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";

export const getInstallation = defineQuery({
  name: "installation.get",
  http: { method: "get", path: "/installation" },
  input: z.strictObject({}),
  output: z.object({
    hasOwner: z.boolean(),
    /** Whether mails can be sent, so that "forgot password" is worth showing. */
    canMail: z.boolean(),
    /** Whether it was filled with demo content at its first start. */
    isDemo: z.boolean(),
  }),
  refusals: [],
  summary: "What a sign-in page has to know of this installation.",
});
