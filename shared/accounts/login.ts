import { z } from "zod";
import { defineCommand } from "../protocol/operation.ts";
import { Account, Email, PASSWORD_MAX } from "./account.ts";

export const login = defineCommand({
  name: "account.login",
  http: { method: "post", path: "/account/login" },
  input: z.strictObject({ email: Email, password: z.string().min(1).max(PASSWORD_MAX) }),
  output: Account,
  refusals: ["wrong_login"],
  summary: "Logs in with e-mail and password. An unknown address answers like a wrong password.",
  retry: "natural",
  door: "http",
});
