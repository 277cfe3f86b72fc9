import { z } from "zod";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

export const logout = defineCommand({
  name: "account.logout",
  http: { method: "post", path: "/account/logout" },
  input: z.strictObject({}),
  output: Nothing,
  refusals: [],
  summary: "Ends the login of this browser, its sockets included.",
  retry: "natural",
  door: "http",
});
