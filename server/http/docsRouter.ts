import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Router, static as serveFolder } from "express";

const assets = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cocreate API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true });`;

/** `openapi.json`, and a page to read and try it, with nothing loaded from elsewhere. */
export const docsRouter = (document: object): Router => {
  const router = Router();
  router.get("/openapi.json", (_req, res) => {
    res.json(document);
  });
  router.get("/docs", (_req, res) => {
    res.type("html").send(PAGE);
  });
  router.get("/docs/start.js", (_req, res) => {
    res.type("js").send(START);
  });
  router.use("/docs/assets", serveFolder(assets, { index: false, immutable: true, maxAge: "1d" }));
  return router;
};
