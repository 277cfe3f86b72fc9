import { z } from "zod";

/** What someone may do in a community. A guest, who has no role, only reads what is public. */
export const Role = z.enum(["customer", "moderator", "manager", "owner"]);
export type Role = z.infer<typeof Role>;
