import { z } from "zod";
import { UserId } from "./ids.ts";

export const NAME_MAX = 60;

/** Whoever wrote or did something, under the name they had then. */
export const Person = z.object({ id: UserId, name: z.string() }).meta({ id: "Person" });
export type Person = z.infer<typeof Person>;
