import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { type Look, openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let mei: Person;
let care: Page;
let chains: Page;
let oil: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  mei = await server.member("moderator", "梅");
  care = await server.page({ title: "Care" }, maarten);
  chains = await server.page({ title: "Chains", parentId: care.id }, maarten);
  oil = await server.page({ title: "Oil", parentId: chains.id }, maarten);
  const decisions = await server.page({ title: "Decisions" }, maarten);
  await server.page({ title: "Steel", parentId: decisions.id }, maarten);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) => screen.locator(".document-text[contenteditable=true]");

const openAt = async (path: string, look?: Look): Promise<Screen> => {
  const screen = await browser.page(server.url, maarten, look);
  await screen.goto(path);
  return screen;
};

const pagesIn = (screen: Screen) =>
  screen.getByLabel("Pages", { exact: true }).getByRole("link").allTextContents();

test("a small tree is open, but for what was shut [C46]", async () => {
  const screen = await openAt(wikiPath);
  const all = ["Care", "Chains", "Oil", "Decisions", "Steel"];
  await expect.poll(() => pagesIn(screen)).toEqual(all);
  await screen.getByRole("button", { name: "Below “Care”" }).click();
  await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Steel"]);
  await screen.reload();
  await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Steel"]);
  await screen.goto(`${wikiPath}/${oil.id}`);
  await expect.poll(() => pagesIn(screen)).toEqual(all);
  await screen.goto(wikiPath);
  await screen.getByRole("button", { name: "Below “Care”" }).click();
  await expect.poll(() => pagesIn(screen)).toEqual(all);
  await screen.context().close();
});

describe("a large tree", () => {
  beforeAll(async () => {
    const archive = await server.page({ title: "Archive" }, maarten);
    for (let year = 2010; year < 2030; year += 1) {
      await server.page({ title: `Year ${year}`, parentId: archive.id }, maarten);
    }
  });

  test("shows its top level, and keeps open what was opened [C46]", async () => {
    const screen = await openAt(wikiPath);
    await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Archive"]);
    await screen.getByRole("button", { name: "Below “Decisions”" }).click();
    await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Steel", "Archive"]);
    await screen.reload();
    await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Steel", "Archive"]);

    await screen.goto(`${wikiPath}/${oil.id}`);
    await expect
      .poll(() => pagesIn(screen))
      .toEqual(["Care", "Chains", "Oil", "Decisions", "Steel", "Archive"]);
    await screen.getByRole("button", { name: "Below “Care”" }).click();
    await screen.getByRole("button", { name: "Below “Decisions”" }).click();
    await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Archive"]);
    await screen.goto(wikiPath);
    await expect.poll(() => pagesIn(screen)).toEqual(["Care", "Decisions", "Archive"]);
    await screen.context().close();
  });

  test("on a phone is one tap away, and goes once a page is chosen [C46]", async () => {
    const screen = await openAt(`${wikiPath}/${chains.id}`, { width: 390, height: 844 });
    const sheet = screen.getByRole("dialog", { name: "Pages" });
    const shown = () => sheet.getByRole("link").allTextContents();
    await screen.getByRole("button", { name: "Pages", exact: true }).click();
    await expect.poll(shown).toEqual(["Care", "Chains", "Decisions", "Archive"]);
    await sheet.getByRole("link", { name: "Care" }).click();
    await screen.getByRole("heading", { level: 1, name: "Care" }).waitFor();
    await sheet.waitFor({ state: "detached" });
    await screen.getByRole("button", { name: "Pages", exact: true }).press("Enter");
    await sheet.getByRole("link", { name: "Care" }).press("Enter");
    await sheet.waitFor({ state: "detached" });
    await screen.context().close();
  });
});

test("a page's head follows who writes in it [C47]", async () => {
  const page = await server.page({ title: "Followed" }, maarten);
  const his = await openAt(`${wikiPath}/${page.id}`);
  await his.getByText("Changed just now").waitFor();
  expect(await his.getByText("by 梅").count()).toBe(0);
  const hers = await browser.page(server.url, mei);
  await hers.goto(`${wikiPath}/${page.id}`);
  await text(hers).pressSequentially("Hers.");
  await his.getByText("Changed just now by 梅").waitFor();
  await text(his).pressSequentially("His.");
  await hers.getByText("Changed just now by Maarten").waitFor();
  await his.context().close();
  await hers.context().close();
});

test("a new page is ready to be written: first its title, then its text [C48]", async () => {
  const screen = await openAt(wikiPath);
  await screen.getByRole("button", { name: "New page" }).press("Enter");
  await screen.keyboard.type("Bells");
  await screen.keyboard.press("Enter");
  const title = screen.getByRole("textbox", { name: "Title" });
  await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
  await text(screen).waitFor();
  await screen.keyboard.type(", loud");
  await screen.keyboard.press("Enter");
  await screen.keyboard.type("Ring.");
  await text(screen).getByText("Ring.").waitFor();
  await screen.getByRole("heading", { level: 1, name: "Bells, loud" }).waitFor();
  await screen.getByText("Saved").waitFor();
  await screen.reload();
  await text(screen).waitFor();
  expect(await title.evaluate((field) => field === document.activeElement)).toBe(false);
  await screen.context().close();
});
