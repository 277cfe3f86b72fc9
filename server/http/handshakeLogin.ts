import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LOGIN_COOKIE } from "./loginDoor.ts";

const SIGNED = "s:";

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch (reason) {
    if (reason instanceof URIError) {
      return value;
    }
    throw reason;
  }
};

/** The first cookie of this name. */
const cookieIn = (header: string, name: string): string | undefined => {
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at !== -1 && pair.slice(0, at).trim() === name) {
      const value = pair.slice(at + 1).trim();
      return decoded(value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value);
    }
  }
  return undefined;
};

/**
 * The id of the login that a request brings, if it was signed here: the cookie as express-session writes it, without
 * what that makes for an answer, which a handshake has none of.
 */
export const loginIdIn = (
  { headers }: Pick<IncomingMessage, "headers">,
  secret: string,
): string | undefined => {
  const cookie = headers.cookie === undefined ? undefined : cookieIn(headers.cookie, LOGIN_COOKIE);
  if (cookie?.startsWith(SIGNED) !== true) {
    return undefined;
  }
  const given = Buffer.from(cookie.slice(SIGNED.length));
  const id = cookie.slice(SIGNED.length, cookie.lastIndexOf("."));
  const mac = createHmac("sha256", secret).update(id).digest("base64").replace(/=+$/, "");
  const expected = Buffer.from(`${id}.${mac}`);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
};
