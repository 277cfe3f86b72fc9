import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { line, prose, Timestamp } from "../protocol/text.ts";
import { Role } from "../members/role.ts";
import { WikiRights } from "../wiki/pageRights.ts";
import { Accent } from "./accent.ts";

export const PURPOSE_MAX = 5000;

/** `public`: everybody may look. `private`: members only; for others it does not exist. */
export const Visibility = z.enum(["public", "private"]);
export type Visibility = z.infer<typeof Visibility>;

export const Slug = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  // A community is found by either: a slug must not pass for another's id.
  .refine((slug) => !CommunityId.safeParse(slug).success);

export const communityFields = {
  name: line(80),
  /** Markdown: what the brand stands for. */
  purpose: prose(PURPOSE_MAX, 0),
  /** Markdown: what the brand promises to those who take part. */
  promise: prose(PURPOSE_MAX, 0),
  visibility: Visibility,
  accent: Accent,
};

export const Community = z
  .object({
    id: CommunityId,
    slug: Slug,
    name: z.string(),
    purpose: z.string(),
    promise: z.string(),
    visibility: Visibility,
    accent: Accent,
    /** The role of whoever asks; absent for a guest. */
    role: Role.optional(),
    /** What pages allow that have no rights of their own. */
    wikiRights: WikiRights,
    /** Whether those who may only read a page see what was last approved of it. */
    wikiApproval: z.boolean(),
    createdAt: Timestamp,
  })
  .meta({ id: "Community" });
export type Community = z.infer<typeof Community>;
