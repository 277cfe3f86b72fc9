import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import { ARCHIVE_TYPE } from "../../shared/wiki/archive.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { awayRefusal } from "../dispatch/execute.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { sendReply } from "./commandRouter.ts";
import { requestIdOf } from "./requestId.ts";
import { isSameOrigin } from "./sameOrigin.ts";

const BODY_MAX = "256kb";

interface HttpAppDeps {
  readonly log: Logger;
  readonly trustProxy: string | undefined;
  readonly publicUrl: string | undefined;
  readonly health: RequestHandler;
  readonly docs: RequestHandler;
  readonly identify: RequestHandler;
  readonly commands: RequestHandler;
  readonly client: readonly RequestHandler[];
}

const securityHeaders = (isHttps: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "https:"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: "same-origin" },
  });

/** What body-parser and Express throw about a request that is not what it should be. */
const badRequestCode = (fault: unknown): RefusalCode | undefined => {
  const status: unknown = fault instanceof Error ? Reflect.get(fault, "status") : undefined;
  if (typeof status !== "number" || status < 400 || status > 499) {
    return undefined;
  }
  return status === 413 ? "too_large" : status === 404 ? "not_found" : "malformed_request";
};

const answerFault =
  (log: Logger): ErrorRequestHandler =>
  (fault: unknown, req, res, next) => {
    if (res.headersSent) {
      next(fault);
      return;
    }
    const code = badRequestCode(fault);
    const refusal = (): Refusal => {
      if (fault instanceof Refusal) {
        return fault;
      }
      if (code) {
        return new Refusal(code);
      }
      if (isDatabaseAway(fault)) {
        return awayRefusal(fault, req.method === "GET" ? "query" : "command");
      }
      log.error({ err: fault, requestId: requestIdOf(req) }, "fault");
      return new Refusal("internal", { message: `fault ${requestIdOf(req)}` });
    };
    sendReply(res, { ok: false, error: refusal().body });
  };

/** Writes must come from our own pages, and as JSON or an archive, which no other page can send unasked. */
const sameOriginWrites =
  (publicUrl: string | undefined): RequestHandler =>
  (req, res, next) => {
    const isRead = req.method === "GET" || req.method === "HEAD";
    if (!isRead && !isSameOrigin(req, publicUrl)) {
      sendReply(res, { ok: false, error: new Refusal("cross_site").body });
      return;
    }
    const hasBody = Number(req.get("content-length") ?? 0) > 0 || req.get("transfer-encoding");
    if (!isRead && hasBody && !req.is(["application/json", ARCHIVE_TYPE])) {
      const details = { message: "send application/json" };
      sendReply(res, { ok: false, error: new Refusal("malformed_request", details).body });
      return;
    }
    next();
  };

export const httpApp = (deps: HttpAppDeps): Express => {
  const { log, publicUrl } = deps;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  if (deps.trustProxy !== undefined) {
    app.set("trust proxy", deps.trustProxy.split(","));
  }
  app.use(deps.health);
  app.use(
    pinoHttp({
      logger: log,
      genReqId: requestIdOf,
      quietReqLogger: true,
      // Neither headers, which hold the cookie, nor queries: what people look for is theirs.
      serializers: {
        req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
          id,
          method,
          path: url.split("?")[0],
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customLogLevel: (_req, res, fault) =>
        fault || res.statusCode >= 500 ? "error" : res.statusCode >= 400 ? "info" : "debug",
    }),
  );
  app.use((req, res, next) => {
    res.set("X-Request-Id", requestIdOf(req));
    next();
  });
  app.use(securityHeaders(publicUrl?.startsWith("https:") ?? false));
  app.use("/api", deps.docs);
  app.use(
    "/api",
    sameOriginWrites(publicUrl),
    express.json({ limit: BODY_MAX, strict: true }),
    deps.identify,
    deps.commands,
    (_req, res) => sendReply(res, { ok: false, error: new Refusal("not_found").body }),
  );
  app.use(...deps.client);
  app.use((_req, res) => sendReply(res, { ok: false, error: new Refusal("not_found").body }));
  app.use(answerFault(log));
  return app;
};
