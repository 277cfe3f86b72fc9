import { ServerResponse, type IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import type { Breaker } from "../database/breaker.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";

const unsure = new WeakSet<IncomingMessage>();

/** Whether nobody could be asked who sent the request. */
export const isUnsure = (req: IncomingMessage): boolean => unsure.has(req);

/** Makes out who sent a request. */
export type Identify = (req: Request, res: Response) => Promise<void>;

/** One after the other, as a promise; rejects with `DatabaseAway` instead of waiting for long. */
export const identifier =
  (breaker: Breaker, handlers: readonly RequestHandler[]): Identify =>
  (req, res) =>
    breaker.run(async () => {
      for (const handler of handlers) {
        await new Promise<void>((resolve, reject) => {
          void handler(req, res, (fault?: unknown) => {
            if (fault) {
              reject(fault instanceof Error ? fault : new Error("identify", { cause: fault }));
            } else {
              resolve();
            }
          });
        });
      }
    });

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

/** Who is logged in on a socket's handshake, which has no response that a cookie could be set on. */
export const identifyHandshake = async (
  identify: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  req: IncomingMessage,
): Promise<void> => {
  await identify(req, new ServerResponse(req));
};
