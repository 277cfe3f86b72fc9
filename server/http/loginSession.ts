import type { RequestHandler } from "express";
import session, { type Store } from "express-session";
import { LOGIN_DAYS } from "../accounts/loginStore.ts";
import { LOGIN_COOKIE } from "./loginDoor.ts";

const DAY_MS = 24 * 3_600_000;

interface LoginSession {
  /** Signs the cookie. */
  readonly secret: string;
  readonly store: Store;
  /** Whether browsers may send the cookie by https alone. */
  readonly isSecure: boolean;
}

/** Finds the login that a request's cookie names. Who is not logged in gets no cookie. */
export const loginSession = ({ secret, store, isSecure }: LoginSession): RequestHandler =>
  session({
    name: LOGIN_COOKIE,
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: "lax", secure: isSecure, maxAge: LOGIN_DAYS * DAY_MS },
  });
