import { raw, Router, type Request, type RequestHandler, type Response } from "express";
import { FileToSend } from "../../shared/protocol/files.ts";
import { refusalStatus } from "../../shared/protocol/refusals.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { ARCHIVE_LIMITS, ARCHIVE_TYPE } from "../../shared/wiki/archive.ts";
import type { UserRepo } from "../accounts/userRepo.ts";
import { guest } from "../dispatch/actor.ts";
import type { Call } from "../dispatch/call.ts";
import type { Execute } from "../dispatch/execute.ts";
import type { Handler } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { readKey } from "../dispatch/idempotencyKey.ts";
import { sharedBodyOf } from "../dispatch/sharedBody.ts";
import { addressBucket, type AddressOf } from "./address.ts";
import { isUnsure } from "./identify.ts";
import { loginDoor } from "./loginDoor.ts";
import { isUser, type LoginPassport } from "./passport.ts";
import { requestIdOf } from "./requestId.ts";
import { fileInputOf, sendFile } from "./fileDoor.ts";
import { sendShared } from "./sendShared.ts";

interface CommandRouterDeps {
  readonly handlers: readonly Handler[];
  readonly execute: Execute;
  readonly passport: LoginPassport;
  readonly users: UserRepo;
  readonly addressOf: AddressOf;
}

export const sendReply = (res: Response, reply: Reply<unknown>): void => {
  if (!reply.ok && reply.error.retryAfter !== undefined) {
    res.set("Retry-After", String(Math.ceil(reply.error.retryAfter)));
  }
  res.set("Cache-Control", "no-store");
  res.status(reply.ok ? 200 : refusalStatus[reply.error.code]).json(reply);
};

const inputOf = (req: Request): unknown => {
  const body: unknown = req.method === "GET" ? req.query : (req.body ?? {});
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return body;
  }
  // An own `__proto__` in the body must stay a field that the schema refuses.
  return Object.fromEntries([...Object.entries(body), ...Object.entries(req.params)]);
};

/** Only where a file is expected is one of that size read, and only from somebody who is known. */
const takeFile: readonly RequestHandler[] = [
  (req, res, next) => {
    if (req.method === "GET" || isUser(req.user)) {
      next();
    } else {
      sendReply(res, { ok: false, error: new Refusal("login_required").body });
    }
  },
  raw({ type: ARCHIVE_TYPE, limit: ARCHIVE_LIMITS.bytes }),
];

const keyOf = (req: Request): string | undefined => {
  const key = req.get("Idempotency-Key");
  return key === undefined ? undefined : readKey(key, "Idempotency-Key");
};

/** The only router for operations; a feature adds no routes of its own. */
export const commandRouter = (deps: CommandRouterDeps): Router => {
  const { handlers, execute, passport, users, addressOf } = deps;
  const router = Router({ caseSensitive: true });
  const callOf = (req: Request, res: Response): Call => {
    const key = keyOf(req);
    return {
      actor: isUser(req.user) ? req.user : guest,
      requestId: requestIdOf(req),
      address: addressBucket(addressOf(req)),
      ...(key !== undefined && { key }),
      ...(isUnsure(req) && { isUnsure: true }),
      login: loginDoor(passport, users, req, res),
    };
  };
  for (const handler of handlers) {
    const { method, path } = handler.operation.http;
    const isFile = handler.operation.door === "file";
    router[method](path, ...(isFile ? takeFile : []), async (req, res) => {
      const input = isFile ? fileInputOf(req) : inputOf(req);
      const reply = await execute(handler, input, callOf(req, res));
      const shared = reply.ok ? sharedBodyOf(reply.value) : undefined;
      if (shared) {
        await sendShared(req, res, shared);
      } else if (reply.ok && reply.value instanceof FileToSend) {
        await sendFile(res, reply.value);
      } else {
        sendReply(res, reply);
      }
    });
  }
  return router;
};
