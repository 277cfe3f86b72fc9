import { z } from "zod";
import { Person } from "../protocol/person.ts";
import { line, Timestamp } from "../protocol/text.ts";

export const Reason = line(500);

/** Why something is hidden, by whom and since when. Only staff see this, and what it hides. */
export const Hidden = z.object({ by: Person, reason: z.string(), at: Timestamp });
export type Hidden = z.infer<typeof Hidden>;
