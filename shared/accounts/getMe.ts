import { z } from "zod";
import { defineQuery } from "../protocol/operation.ts";
import { Account } from "./account.ts";

export const getMe = defineQuery({
  name: "account.me",
  http: { method: "get", path: "/account/me" },
  input: z.strictObject({}),
  output: Account,
  refusals: ["login_required"],
  summary: "The account one is logged in with.",
});
