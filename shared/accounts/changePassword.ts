import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";
import { NewPassword, PASSWORD_MAX } from "./account.ts";

export const changePassword = defineCommand({
  name: "account.changePassword",
  http: { method: "post", path: "/account/password" },
  input: z.strictObject({
    oldPassword: z.string().min(1).max(PASSWORD_MAX),
    newPassword: NewPassword,
  }),
  output: Nothing,
  refusals: ["login_required", "wrong_login"],
  summary: "Changes one's password and ends all other logins.",
  door: "http",
});
