import { createHash, randomBytes } from "node:crypto";

/** A new secret for a link: 32 random bytes. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** How a token is stored. It has 256 random bits, so a fast hash is enough. */
export const tokenHash = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");
