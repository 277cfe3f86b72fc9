import type { IncomingMessage, ServerResponse } from "node:http";
import type { Encoding, SharedBody } from "../dispatch/sharedBody.ts";

// Each asks whether it has changed; where it has not, the answer is 304 without a body.
const CACHE_CONTROL = "private, no-cache";

const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(",").some((known) => known.trim() === etag);

const write = (res: ServerResponse, etag: string, encoding: Encoding, body: Buffer): void => {
  res.writeHead(200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": CACHE_CONTROL,
    ETag: etag,
    Vary: "Accept-Encoding, Cookie",
    "X-Content-Type-Options": "nosniff",
    ...(encoding !== "identity" && { "Content-Encoding": encoding }),
  });
  res.end(body);
};

/** Sends what is there at once; `false`, and nothing done, if it has to be compressed first. */
export const sendSharedNow = (
  { headers }: IncomingMessage,
  res: ServerResponse,
  shared: SharedBody,
): boolean => {
  if (isKnown(headers["if-none-match"], shared.etag)) {
    res.writeHead(304, { "Cache-Control": CACHE_CONTROL, ETag: shared.etag }).end();
    return true;
  }
  const encoding = shared.choose(headers["accept-encoding"]);
  const body = shared.ready(encoding);
  if (body) {
    write(res, shared.etag, encoding, body);
  }
  return body !== undefined;
};

export const sendShared = async (
  req: IncomingMessage,
  res: ServerResponse,
  shared: SharedBody,
): Promise<void> => {
  if (!sendSharedNow(req, res, shared)) {
    const encoding = shared.choose(req.headers["accept-encoding"]);
    write(res, shared.etag, encoding, await shared.in(encoding));
  }
};
