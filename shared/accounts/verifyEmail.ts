import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Token } from "./token.ts";

export const verifyEmail = defineCommand({
  name: "account.verifyEmail",
  http: { method: "post", path: "/account/verification" },
  input: z.strictObject({ token: Token }),
  output: Nothing,
  refusals: ["token_invalid"],
  summary: "Proves an e-mail address with the token from the mail.",
});
