import { z } from "zod";

/** The value of an operation that has only to say that it is done. */
export const Nothing = z.object({});
