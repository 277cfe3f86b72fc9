import { join } from "node:path";
import type { Locator, Page as Screen } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

const GLOBAL = "otherEditors";

/** One script that puts what the module exports under one name. */
const bundle = async (file: string): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, file), formats: ["iife"], name: GLOBAL },
    },
  });
  const [output] = [built].flat();
  if (!output || !("output" in output)) {
    throw new Error("nothing was built");
  }
  return output.output[0].code;
};

let server: TestServer;
let browser: OpenBrowser;
let script: string;

beforeAll(async () => {
  [server, browser, script] = await Promise.all([
    startServer(),
    openBrowser(),
    bundle("otherEditors.ts"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page of the same origin with nothing of ours on it. */
const openOther = async (who: Person, opener: string, name: string): Promise<Screen> => {
  const screen = await browser.page(server.url, who);
  await screen.goto("/robots.txt");
  await screen.evaluate(script);
  await screen.evaluate(`${GLOBAL}.${opener}(${JSON.stringify(name)})`);
  return screen;
};

/** Cursors stand among the words, with their names and with signs of no width. */
const CURSORS = "[class*=caret], [class*=Caret], [class*=cursor]";

/** The words of each that has any. */
const lines = async (all: Locator): Promise<string[]> => {
  const texts = await all.evaluateAll((elements, cursors) => {
    return elements.map((element) => {
      const copy = document.createElement("div");
      copy.append(...[...element.childNodes].map((node) => node.cloneNode(true)));
      copy.querySelectorAll(cursors).forEach((cursor) => cursor.remove());
      return (copy.textContent ?? "").replaceAll(/\u2060/g, "").trim();
    });
  }, CURSORS);
  return texts.filter((text) => text !== "");
};

test("TipTap, ProseMirror, CodeMirror and a plain Y.Doc write one document [Y63]", async () => {
  const { community } = await server.home();
  const [maarten, mei, piet, ann] = await Promise.all([
    server.member("manager", "Maarten"),
    server.member("moderator", "梅"),
    server.member("moderator", "Piet"),
    server.member("moderator", "Ann"),
  ]);
  const page = await server.page({ title: "All editors" }, maarten);
  const name = `page:${page.id}`;

  const ours = await browser.page(server.url, maarten);
  await ours.goto(`/c/${community.slug}/w/${page.id}`);
  const tiptap = ours.getByRole("textbox", { name: "Text of the page" });
  await tiptap.pressSequentially("TipTap.");
  await ours.getByText("Saved").waitFor();

  const plain = await new Editor(ann, name).synced();
  const [prose, code] = await Promise.all([
    openOther(mei, "openProseMirror", name),
    openOther(piet, "openCodeMirror", name),
  ]);
  const proseMirror = prose.locator("#prosemirror .ProseMirror");
  const codeMirror = code.locator("#codemirror .cm-content");
  plain.write("Yjs.");
  const words = plain.write("P");
  // All at once, in each other's words.
  await proseMirror.getByText("Yjs.").click();
  await proseMirror.press("End");
  await Promise.all([
    tiptap.pressSequentially(" 鋼 and steel."),
    proseMirror.pressSequentially(" ProseMirror."),
    (async () => {
      await codeMirror.press("Home");
      await codeMirror.pressSequentially("CodeMirror. ");
    })(),
    (async () => {
      for (const letter of "lain") {
        words.insert(words.length, letter);
        await new Promise(setImmediate);
      }
    })(),
  ]);

  const whole = ["CodeMirror. TipTap. 鋼 and steel.", "Yjs. ProseMirror.", "Plain"];
  await expect.poll(() => lines(tiptap.locator("p")), { timeout: 20_000 }).toEqual(whole);
  await expect.poll(() => lines(proseMirror.locator("p"))).toEqual(whole);
  await expect.poll(() => lines(codeMirror.locator(".cm-line"))).toEqual(whole.slice(0, 1));
  await expect
    .poll(() => plain.content)
    .toMatch(/^<paragraph>CodeMirror\. .*<paragraph>Plain<\/paragraph>/);
  const { content } = plain;
  // Each shows who else is there.
  await ours.getByText("梅").first().waitFor();

  plain.leave();
  await Promise.all([ours, prose, code].map((screen) => screen.context().close()));
  await expect
    .poll(async () => (await server.guest().http("GET", "/metrics")).body)
    .toMatch(/^documents_open 0$/m);
  const later = await new Editor(ann, name).synced();
  expect(later.content).toBe(content);
  later.leave();
});
