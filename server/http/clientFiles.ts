import { join } from "node:path";
import { static as serveFolder, type RequestHandler } from "express";

/** The built client: hashed assets for good, and its page for every path that is not the API's. */
export const clientFiles = (folder: string): readonly RequestHandler[] => [
  serveFolder(folder, {
    index: false,
    setHeaders: (res, path) => {
      const isHashed = path.startsWith(join(folder, "assets"));
      res.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  }),
  (req, res, next) => {
    if (req.method !== "GET" || !req.accepts("html")) {
      next();
      return;
    }
    res.sendFile(
      "index.html",
      { root: folder, headers: { "Cache-Control": "no-cache" } },
      (fault) => {
        if (fault) {
          next(fault);
        }
      },
    );
  },
];
