import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = "http://localhost:3000";

/**
 * The client never turns a schema into JSON Schema and shows its own words for what is wrong; with both, a
 * tenth of the shell would be there for nothing.
 */
const withoutUnusedZod: Plugin = {
  name: "without-unused-zod",
  enforce: "pre",
  transform: {
    filter: {
      id: /zod\/v4\/(?:core\/(?:json-schema-processors|to-json-schema)|locales\/en)\.js$/,
    },
    handler: (code) => {
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)];
      const stubs = names.map(([, name]) => `export const ${name} = () => () => undefined;`);
      return `${stubs.join("\n")}\nexport default () => ({});`;
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutUnusedZod, react(), tailwindcss()],
  // The page's security policy allows no inline scripts and no data: fonts or modules.
  build: { outDir: "../dist/client", emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  server: {
    proxy: { "/api": server, "/socket.io": { target: server, ws: true } },
  },
});
