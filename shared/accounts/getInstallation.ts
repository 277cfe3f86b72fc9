import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { Account } from "./account.ts";

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
    /** Of whoever asks, if they are logged in. */
    account: Account.optional(),
  }),
  refusals: [],
  summary: "What a page has to know first: of this installation, and who is logged in.",
});
