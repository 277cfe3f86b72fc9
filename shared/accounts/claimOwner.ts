import { z } from "zod";
import { defineCommand } from "../protocol/operation.ts";
import { Account } from "./account.ts";
import { Token } from "./token.ts";

export const claimOwner = defineCommand({
  name: "account.claimOwner",
  http: { method: "post", path: "/account/claim-owner" },
  input: z.strictObject({ token: Token }),
  output: Account,
  refusals: ["login_required", "token_invalid", "already_claimed"],
  summary:
    "Makes the user logged in the owner of this installation, with the token printed at its start.",
});
