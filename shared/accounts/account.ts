import { z } from "zod";
import { CommunityId, UserId } from "../protocol/ids.ts";
import { line, Timestamp } from "../protocol/text.ts";
import { NAME_MAX } from "../protocol/person.ts";
import { Role } from "../members/role.ts";

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;

export const Email = z.email().max(254).toLowerCase();
export const PersonName = line(NAME_MAX);
export const NewPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);

export const Locale = z.enum(["en", "zh-Hant", "zh-Hans"]);
export type Locale = z.infer<typeof Locale>;

/** What someone sees of their own account. */
export const Account = z
  .object({
    id: UserId,
    email: Email,
    name: z.string(),
    locale: Locale,
    emailVerified: z.boolean(),
    /** Owner of the installation: may open communities, and is owner in each. */
    isOwner: z.boolean(),
    /** Roles given to them; elsewhere they are customers of what is public. */
    roles: z.array(z.object({ communityId: CommunityId, role: Role })),
    createdAt: Timestamp,
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof Account>;
