import { z } from "zod";

/** An id, which JSON may give as a number. */
export const Id = z.union([z.int(), z.string().min(1)]).transform(String);

/** A count, which CSV gives as text. */
export const Count = z.coerce.number().int().nonnegative();
