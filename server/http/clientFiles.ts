import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { static as serveFolder, type RequestHandler } from "express";
import { SharedBody } from "../dispatch/sharedBody.ts";
import { sendShared } from "./sendShared.ts";

const FOR_GOOD = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";
const PAGE = "/index.html";

/** What compresses well; pictures and fonts are compressed already. */
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

const isHashed = (path: string): boolean => path.startsWith("/assets/");

/** The texts of a built client by their path, each compressed once when it is first asked for. */
const readTexts = (folder: string): ReadonlyMap<string, SharedBody> => {
  const texts = new Map<string, SharedBody>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = TYPES[extname(entry.name)];
    if (entry.isFile() && type !== undefined) {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join("/")}`;
      const bytes = readFileSync(file);
      const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
      const cacheControl = isHashed(path) ? FOR_GOOD : ASK_AGAIN;
      texts.set(path, new SharedBody(() => bytes, { etag, type, cacheControl }));
    }
  }
  return texts;
};

/** The built client: hashed assets for good, and its page for every path that is not the API's. */
export const clientFiles = (folder: string): readonly RequestHandler[] => {
  // Without a client there is still the API, as for tests of it.
  const texts = existsSync(folder) ? readTexts(folder) : new Map<string, SharedBody>();
  const page = texts.get(PAGE);
  return [
    async (req, res, next) => {
      const isRead = req.method === "GET" || req.method === "HEAD";
      const text = isRead ? texts.get(req.path) : undefined;
      if (text) {
        await sendShared(req, res, text);
      } else {
        next();
      }
    },
    serveFolder(folder, {
      index: false,
      setHeaders: (res, path) => {
        const isForGood = isHashed(`/${relative(folder, path).split(sep).join("/")}`);
        res.setHeader("Cache-Control", isForGood ? FOR_GOOD : ASK_AGAIN);
      },
    }),
    async (req, res, next) => {
      if (page && req.method === "GET" && req.accepts("html")) {
        await sendShared(req, res, page);
      } else {
        next();
      }
    },
  ];
};
