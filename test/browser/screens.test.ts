import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { createVersion } from "../../shared/documents/version.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { type Look, openBrowser, type OpenBrowser } from "./openBrowser.ts";

let server: TestServer;
let browser: OpenBrowser;
let manager: Person;
const paths = new Map<string, string>();

const LONG_WORD =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community, board } = await server.home();
  manager = await server.member("manager", "Maarten");
  const ada = await server.member("customer", "Ada");
  const idea = await server.idea(
    {
      title: `A bell ${LONG_WORD}`,
      body: `# Why\n\nCars **hear nothing**.\n\n| a | b |\n|---|---|\n| ${LONG_WORD} | 2 |\n\n- [ ] loud\n\n\`\`\`\n${LONG_WORD}\n\`\`\``,
      tags: ["bell", "lights"],
    },
    ada,
  );
  await ada.do(castVote, { ideaId: idea.id });
  const comment = await ada.do(addComment, { ideaId: idea.id, text: "Louder than **that**." });
  await manager.do(addComment, { ideaId: idea.id, text: "How loud?", parentId: comment.id });
  const rude = await ada.do(addComment, { ideaId: idea.id, text: "Rude words" });
  await manager.do(hideContent, { subject: { type: "comment", id: rude.id }, reason: "Insults" });
  await manager.do(publishResponse, {
    ideaId: idea.id,
    text: "We read it.",
    status: "considering",
  });
  await manager.do(publishResponse, { ideaId: idea.id, text: "We do it.", status: "planned" });
  const empty = await server.board({ name: "Empty", purpose: "Nothing yet." });
  const home = `/c/${community.slug}`;
  const page = await manager.do(importPage, {
    communityId: community.id,
    title: LONG_WORD,
    format: "markdown",
    source: `As asked for in [A bell](mention:idea/${idea.id}), and more.\n\n| a | b | c | d |\n|---|---|---|---|\n| ${LONG_WORD} | 2 | ${LONG_WORD} | 4 |\n\n[ideaList](embed:ideaList/${board.id}?count=3)`,
  });
  const name = documentName({ type: "page", id: page.id });
  await ada.do(addDocumentComment, { name, text: `Is **this** so? ${LONG_WORD}` });
  const version = await manager.do(createVersion, { name, label: "First" });
  for (const [name, path] of Object.entries({
    home: "/",
    login: "/login",
    register: "/register",
    "forgot password": "/forgot-password",
    "a dead link": "/reset-password",
    account: "/account",
    community: home,
    members: `${home}/members`,
    board: `${home}/b/${board.id}`,
    "an empty board": `${home}/b/${empty.id}`,
    idea: `${home}/b/${board.id}/i/${idea.id}`,
    "an idea's text": `${home}/b/${board.id}/i/${idea.id}?panel=comments`,
    search: `${home}/search?q=louder+bell&tag=bell`,
    "a search in vain": `${home}/search?q=nothing`,
    wiki: `${home}/w`,
    trash: `${home}/w/trash`,
    "the wiki's rights": `${home}/w/rights`,
    "a page": `${home}/w/${page.id}`,
    "a page with comments": `${home}/w/${page.id}?panel=comments`,
    "a page's history": `${home}/w/${page.id}?panel=history&version=${version.id}`,
    "a page's rights": `${home}/w/${page.id}?panel=share`,
    nowhere: "/nowhere",
  })) {
    paths.set(name, path);
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const screens = [
  "home",
  "login",
  "register",
  "forgot password",
  "a dead link",
  "account",
  "community",
  "members",
  "board",
  "an empty board",
  "idea",
  "an idea's text",
  "wiki",
  "trash",
  "the wiki's rights",
  "a page",
  "a page with comments",
  "a page's history",
  "a page's rights",
  "search",
  "a search in vain",
  "nowhere",
];

const show = async (page: Page, name: string): Promise<void> => {
  await page.goto(paths.get(name) ?? name);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
};

const open = async (name: string, who?: Person, look?: Look): Promise<Page> => {
  const page = await browser.page(server.url, who, look);
  await show(page, name);
  return page;
};

let desk: Promise<Page> | undefined;
/** The one window of the manager, as it is at first. */
const atDesk = async (name: string): Promise<Page> => {
  desk ??= browser.page(server.url, manager);
  const page = await desk;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await show(page, name);
  return page;
};

const complaints = async (page: Page, rules?: string[]) => {
  // Without frames there is no need for a page of its own to put the findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

const widthBeyond = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 740 });
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
};

test.each(screens)(
  "%s: axe finds nothing in light and dark, and nothing scrolls sideways [C15, C17]",
  async (name) => {
    const page = await atDesk(name);
    expect(await complaints(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    // Nothing but colours depends on it.
    expect(await complaints(page, ["color-contrast"])).toEqual([]);
    expect(await widthBeyond(page, 390)).toBe(0);
    expect(await widthBeyond(page, 320)).toBe(0);
  },
);

test.each(["home", "board", "idea", "wiki", "a page"])(
  "%s for a guest on a phone: axe finds nothing, and nothing scrolls sideways [C15, C17]",
  async (name) => {
    const page = await open(name, undefined, { width: 390, height: 844, locale: "zh-Hant" });
    expect(await complaints(page)).toEqual([]);
    expect(await widthBeyond(page, 390)).toBe(0);
    await page.context().close();
  },
);

test("the dialogs: axe finds nothing [C15]", async () => {
  const page = await open("board", manager, { theme: "dark" });
  await page.getByRole("button", { name: "Post idea" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit board" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await complaints(page)).toEqual([]);
  await page.context().close();
});

test("a link within a text is told from its words by more than its colour, whatever the accent [C15]", async () => {
  const { community } = await server.home();
  const { accent } = community;
  await server.owner.do(editCommunity, { communityId: community.id, accent: "pine" });
  const idea = await server.idea({ title: "Cork grips" });
  const { id } = await manager.do(importPage, {
    communityId: community.id,
    title: "In a sentence",
    format: "markdown",
    // Only where words are more than the link's is it looked for among them.
    source: `What was asked for as [Cork grips](mention:idea/${idea.id}) is made of bark, and warm in winter.`,
  });
  const page = await browser.page(server.url);
  await page.goto(`/c/${community.slug}/w/${id}`);
  // What is underlined is the name, and not the gap before it.
  expect(await page.locator("a.document-mention").textContent()).toBe("Cork grips");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page, ["link-in-text-block"])).toEqual([]);
  }
  await server.owner.do(editCommunity, { communityId: community.id, accent });
  await page.context().close();
});

test("the console stays silent and the security policy unbroken on the way to an idea", async () => {
  const page = await browser.page(server.url);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(paths.get("board") ?? "");
  await page.getByRole("link", { name: "A bell" }).click();
  await page.getByText("We do it.").waitFor();
  expect(said).toEqual([]);
});

test("what is hidden shows to staff with its reason, and to nobody else [C20]", async () => {
  const [staff, guest] = [await open("idea", manager), await open("idea")];
  await staff.getByText("Insults").waitFor();
  await staff.getByText("Rude words").waitFor();
  await guest.getByText("How loud?").waitFor();
  expect(await guest.getByText("Rude words").count()).toBe(0);
});

test("a private board and none at all look the same to a stranger [C19]", async () => {
  const { community } = await server.home();
  const secret = await server.board({ name: "Secret", visibility: "private" });
  const shown = await Promise.all(
    [
      `/c/${community.slug}/b/${secret.id}`,
      `/c/${community.slug}/b/01m8009tfnynzphgqvtxh3c75r`,
    ].map(async (path) => (await open(path)).locator("main").innerText()),
  );
  expect(shown[0]).toContain("There is nothing here for you to see");
  expect(shown[1]).toBe(shown[0]);
});

test("theme and language are right in the first frame, and stay chosen [C16]", async () => {
  const page = await open("account", undefined, { theme: "light", locale: "en" });
  await page.getByRole("radio", { name: "繁體中文" }).check();
  await page.getByRole("heading", { level: 1, name: "設定" }).waitFor();
  await page.getByRole("radio", { name: "深色" }).check();
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("#root").waitFor({ state: "attached" });
  const first = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    scheme: getComputedStyle(document.documentElement).colorScheme,
  }));
  expect(first).toEqual({ lang: "zh-Hant", scheme: "dark" });
});
