import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { NewPassword } from "./account.ts";
import { Token } from "./token.ts";

export const resetPassword = defineCommand({
  name: "account.resetPassword",
  http: { method: "post", path: "/account/reset" },
  input: z.strictObject({ token: Token, newPassword: NewPassword }),
  output: Nothing,
  refusals: ["token_invalid"],
  summary: "Sets a new password with the token from the mail and ends all logins.",
});
