import { z } from "zod";

/** Where the next page begins: opaque, as the page before gave it. */
export const Cursor = z.string().min(1).max(200);

export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;
export const PageLimit = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT);
