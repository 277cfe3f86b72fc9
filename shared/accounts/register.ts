import { z } from "zod";
import { defineCommand } from "../protocol/operation.ts";
import { Account, Email, Locale, NewPassword, PersonName } from "./account.ts";

export const register = defineCommand({
  name: "account.register",
  http: { method: "post", path: "/account/register" },
  input: z.strictObject({
    email: Email,
    password: NewPassword,
    name: PersonName,
    locale: Locale.optional(),
  }),
  output: Account,
  refusals: ["email_taken"],
  summary: "Opens an account and logs in.",
  door: "http",
});
