// `npm start`: installs and builds what is missing, then becomes the server, so that signals reach it directly.
import { orRefuse, prepare } from "./prepare.mjs";

await orRefuse(prepare);
process.env.NODE_ENV ??= "production";
await import("../dist/server/main.js");
