import type { IncomingMessage, ServerResponse } from "node:http";
import type { Encoding, SharedBody } from "../dispatch/sharedBody.ts";

const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(",").some((known) => known.trim() === etag);

const write = (
  res: ServerResponse,
  { headers: { etag, type, cacheControl } }: SharedBody,
  encoding: Encoding,
  body: Buffer,
): void => {
  res.writeHead(200, {
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": cacheControl,
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
  const { etag, cacheControl } = shared.headers;
  if (isKnown(headers["if-none-match"], etag)) {
    res.writeHead(304, { "Cache-Control": cacheControl, ETag: etag }).end();
    return true;
  }
  const encoding = shared.choose(headers["accept-encoding"]);
  const body = shared.ready(encoding);
  if (body) {
    write(res, shared, encoding, body);
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
    write(res, shared, encoding, await shared.in(encoding));
  }
};
