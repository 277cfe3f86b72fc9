import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import type { LoginStore } from "../accounts/loginStore.ts";
import type { Breaker } from "../database/breaker.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { loginIdIn } from "./handshakeLogin.ts";
import type { FindLoggedIn } from "./passport.ts";

const unsure = new WeakSet<IncomingMessage>();

/** Whether nobody could be asked who sent the request. */
export const isUnsure = (req: IncomingMessage): boolean => unsure.has(req);

/** Makes out who sent a request. */
export type Identify = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** A middleware that needs nothing of Express's. */
interface Middleware {
  handle(req: IncomingMessage, res: ServerResponse, next: (fault?: unknown) => void): unknown;
}

/** One after the other, as a promise; rejects with `DatabaseAway` instead of waiting for long. */
export const identifier = (breaker: Breaker, handlers: readonly RequestHandler[]): Identify => {
  const middlewares: readonly Middleware[] = handlers.map((handle) => ({ handle }));
  return (req, res) =>
    breaker.run(async () => {
      for (const middleware of middlewares) {
        await new Promise<void>((resolve, reject) => {
          middleware.handle(req, res, (fault?: unknown) => {
            if (fault) {
              reject(fault instanceof Error ? fault : new Error("identify", { cause: fault }));
            } else {
              resolve();
            }
          });
        });
      }
    });
};

/** Who is logged in. While that can't be known, reading goes on, as far as it does not depend on it. */
export const identifyRequests =
  (identify: Identify): RequestHandler =>
  (req, res, next) => {
    identify(req, res).then(
      () => next(),
      (fault: unknown) => {
        const isRead = req.method === "GET" || req.method === "HEAD";
        if (isDatabaseAway(fault) && isRead) {
          unsure.add(req);
          next();
        } else {
          next(fault);
        }
      },
    );
  };

interface HandshakeDeps {
  readonly breaker: Breaker;
  readonly logins: LoginStore;
  readonly findLoggedIn: FindLoggedIn;
  /** That login cookies are signed with. */
  readonly secret: string;
}

/**
 * Who is logged in on a socket's handshake. That has no answer that a cookie could be set on, and crowds come with
 * them: so past the middlewares, which make for each request what only an answer needs.
 */
export const identifyHandshake =
  ({ breaker, logins, findLoggedIn, secret }: HandshakeDeps) =>
  (req: IncomingMessage): Promise<void> =>
    breaker.run(async () => {
      const loginId = loginIdIn(req, secret);
      const login = loginId === undefined ? undefined : await logins.find(loginId);
      const user = login && (await findLoggedIn(login));
      if (user) {
        Reflect.set(req, "sessionID", loginId);
        Reflect.set(req, "user", user);
      }
    });
