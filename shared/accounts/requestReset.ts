import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Email } from "./account.ts";

export const requestReset = defineCommand({
  name: "account.requestReset",
  http: { method: "post", path: "/account/reset-requests" },
  input: z.strictObject({ email: Email }),
  output: Nothing,
  refusals: [],
  summary:
    "Mails a link for a new password, if the address has an account. The answer is the same if not.",
  retry: "natural",
});
