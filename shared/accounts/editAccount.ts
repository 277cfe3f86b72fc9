import { z } from "zod";
import { defineCommand } from "../protocol/operation.ts";
import { Account, Locale, PersonName } from "./account.ts";

export const editAccount = defineCommand({
  name: "account.edit",
  http: { method: "patch", path: "/account/me" },
  input: z.strictObject({ name: PersonName.optional(), locale: Locale.optional() }),
  output: Account,
  refusals: ["login_required"],
  summary: "Changes one's name (for what one writes from now on) or language.",
  retry: "natural",
});
