import { z } from "zod";
import { Person } from "../protocol/person.ts";
import { Timestamp } from "../protocol/text.ts";
import { Role } from "./role.ts";

/** A user with a role given to them in a community. */
export const Member = z
  .object({ user: Person, role: Role, since: Timestamp })
  .meta({ id: "Member" });
export type Member = z.infer<typeof Member>;
