import { z } from "zod";

/** A secret that came by link: 32 random bytes in base64url. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
