import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

export const requestVerification = defineCommand({
  name: "account.requestVerification",
  http: { method: "post", path: "/account/verification-requests" },
  input: z.strictObject({}),
  output: Nothing,
  refusals: ["login_required"],
  summary: "Mails a link that proves that the address is one's own.",
  retry: "natural",
});
