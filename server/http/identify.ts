import { ServerResponse, type IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import type { Breaker } from "../database/breaker.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";

const unsure = new WeakSet<IncomingMessage>();

/** Whether nobody could be asked who sent the request. */
export const isUnsure = (req: IncomingMessage): boolean => unsure.has(req);

/** Makes out who sent a request or a handshake. */
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

/** What is left on a request that was identified, and a socket would keep for as long as it lives. */
const LEFT_BEHIND = ["session", "sessionStore", "_sessionManager"];

/** Who is logged in on a socket's handshake, which has no response that a cookie could be set on. */
export const identifyHandshake =
  (identify: Identify) =>
  async (req: IncomingMessage): Promise<void> => {
    await identify(req, new ServerResponse(req));
    LEFT_BEHIND.forEach((name) => Reflect.deleteProperty(req, name));
  };
