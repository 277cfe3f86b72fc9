import { z } from "zod";
import { Token } from "../accounts/token.ts";
import { Community } from "../communities/community.ts";
import { defineCommand } from "../protocol/operation.ts";

export const acceptInvitation = defineCommand({
  name: "invitation.accept",
  http: { method: "post", path: "/invitations/accept" },
  input: z.strictObject({ token: Token }),
  output: Community,
  refusals: ["login_required", "token_invalid"],
  summary: "Takes the role that an invitation gives. A role one has already that is higher stays.",
});
