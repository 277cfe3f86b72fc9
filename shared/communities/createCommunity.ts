import { z } from "zod";
import { defineCommand } from "../protocol/operation.ts";
import { Community, communityFields, Slug } from "./community.ts";

export const createCommunity = defineCommand({
  name: "community.create",
  http: { method: "post", path: "/communities" },
  input: z.strictObject({
    name: communityFields.name,
    slug: Slug.optional(),
    purpose: communityFields.purpose.default(""),
    promise: communityFields.promise.default(""),
    visibility: communityFields.visibility.default("public"),
    accent: communityFields.accent.default("clay"),
  }),
  output: Community,
  refusals: ["login_required", "forbidden", "slug_taken"],
  summary: "Opens a community. Whoever does becomes its owner.",
});
