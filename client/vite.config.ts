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

/** Our own modules and icons, but not those that draw in the libraries for dialogs, Markdown and documents. */
const PAGES =
  /\/(?:client|shared)\/(?!documents\/|wiki\/|.*(?:Dialog|ActionMenu|MarkdownText)\.tsx)|\/lucide-react\//;

type ModuleOf = (id: string) => { readonly importers: readonly string[] } | null;

/** Whether the page needs a module before it shows anything. */
const isInShell = (id: string, moduleOf: ModuleOf, seen = new Set<string>()): boolean => {
  seen.add(id);
  const importers = moduleOf(id)?.importers ?? [];
  return (
    id.endsWith("/client/main.tsx") ||
    importers.some((importer) => !seen.has(importer) && isInShell(importer, moduleOf, seen))
  );
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutUnusedZod, react(), tailwindcss()],
  // The page's security policy allows no inline scripts and no data: fonts or modules.
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    // Every browser that knows this target preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              // What several pages share comes in one piece, not in thirty of a few hundred bytes each.
              name: (id, build) =>
                PAGES.test(id) && !isInShell(id, (of) => build.getModuleInfo(of)) ? "pages" : null,
              minShareCount: 2,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": server, "/socket.io": { target: server, ws: true } },
  },
});
