import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Page } from "../../shared/wiki/page.ts";
import type { PageReaders } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let mei: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  [maarten, mei] = await Promise.all([
    server.member("manager", "Maarten"),
    server.member("moderator", "梅"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const editor = (screen: Screen) => screen.getByRole("textbox", { name: "Text of the page" });

const open = async (page: Page, who: Person): Promise<Screen> => {
  const screen = await browser.page(server.url, who);
  await screen.goto(`${wikiPath}/${page.id}`);
  await editor(screen).waitFor();
  return screen;
};

const lower = (page: Page, suggest: PageReaders) =>
  maarten.do(setPageRights, {
    pageId: page.id,
    rights: { read: "everyone", comment: "moderator", suggest, edit: "manager", members: [] },
  });

/** Hers, with words that the server does not have, and no right to edit any more. */
const caughtUnsaved = async (page: Page, suggest: PageReaders): Promise<Screen> => {
  const hers = await open(page, mei);
  await editor(hers).pressSequentially("Sent. ");
  await hers.getByText("Saved").waitFor();
  await hers.context().setOffline(true);
  await hers.getByText("Offline, your changes are kept").first().waitFor();
  await editor(hers).pressSequentially("Not sent: 鋼.");
  await lower(page, suggest);
  await hers.context().setOffline(false);
  await hers.getByText("what you wrote last was not saved").waitFor({ timeout: 30_000 });
  return hers;
};

const kept = (screen: Screen): Promise<string[]> =>
  screen.evaluate(async () => {
    const databases = await indexedDB.databases();
    return [
      ...databases.map(({ name }) => name ?? ""),
      ...Object.keys(localStorage).filter((key) => key.startsWith("draft.")),
    ].filter((name) => !name.endsWith("/probe"));
  });

test("what was not sent when the right to edit went is suggested, and can be accepted [C35]", async () => {
  const page = await server.page({ title: "Suggested after all" }, maarten);
  const his = await open(page, maarten);
  const hers = await caughtUnsaved(page, "moderator");
  await hers.getByRole("blockquote").getByText("Sent. Not sent: 鋼.").waitFor();
  // It outlives the window.
  await hers.reload();
  await hers.getByText("what you wrote last was not saved").waitFor();
  await hers.getByRole("button", { name: "Suggest it" }).click();
  const draft = hers.getByRole("textbox", { name: "The text as you would have it" });
  await draft.getByText("Sent. Not sent: 鋼.").waitFor();
  expect(await editor(his).innerText()).not.toContain("Not sent");
  await hers.getByRole("button", { name: "Send suggestion" }).click();
  await hers.getByText("Without a note").waitFor();
  expect(await hers.getByText("what you wrote last was not saved").count()).toBe(0);

  await his.getByRole("button", { name: "Suggestions 1" }).click();
  await his.getByText("Without a note").click();
  await his.getByRole("button", { name: "Accept" }).click();
  await editor(his).getByText("Sent. Not sent: 鋼.").waitFor();
  await Promise.all([his.context().close(), hers.context().close()]);
});

test("who may not suggest can copy it, and drop it [C35]", async () => {
  const page = await server.page({ title: "Only to copy" }, maarten);
  const hers = await caughtUnsaved(page, "manager");
  await hers.getByRole("blockquote").getByText("Not sent: 鋼.").waitFor();
  expect(await hers.getByRole("button", { name: "Suggest it" }).count()).toBe(0);
  await hers.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await hers.getByRole("button", { name: "Copy", exact: true }).click();
  expect(await hers.evaluate(() => navigator.clipboard.readText())).toContain("Not sent: 鋼.");
  await hers.getByRole("button", { name: "Drop it" }).click();
  await hers.getByRole("button", { name: "Remove" }).click();
  await hers.getByText("what you wrote last was not saved").waitFor({ state: "detached" });
  await expect.poll(() => kept(hers)).toEqual([]);
  await hers.context().close();
});

test("whoever had sent all is told nothing [C35]", async () => {
  const page = await server.page({ title: "All sent" }, maarten);
  const hers = await open(page, mei);
  await editor(hers).pressSequentially("All of it.");
  await hers.getByText("Saved").waitFor();
  await lower(page, "moderator");
  await hers.getByRole("document", { name: "Text of the page" }).getByText("All of it.").waitFor();
  // The copy is compared, found to have nothing more, and dropped.
  await expect.poll(() => kept(hers)).toEqual([]);
  expect(await hers.getByText("what you wrote last was not saved").count()).toBe(0);
  await hers.context().close();
});

test("logging out leaves nothing of any document on the device [C36]", async () => {
  const page = await server.page({ title: "On a shared computer" }, maarten);
  const person = await server.member("moderator", "Somebody");
  const screen = await open(page, person);
  await editor(screen).pressSequentially("Secret plans.");
  await screen.getByText("Saved").waitFor();
  await expect.poll(() => kept(screen)).not.toEqual([]);
  await screen.goto(`${wikiPath}/${page.id}?look=suggesting`);
  const draft = screen.getByRole("textbox", { name: "The text as you would have it" });
  await draft.pressSequentially("And more.");
  await screen.goto(`${wikiPath}/${page.id}?panel=comments`);
  await screen.getByLabel("Your comment").fill("Half a comment");
  await expect.poll(() => kept(screen)).toHaveLength(3);

  await screen.goto("/account");
  await screen.getByRole("button", { name: "Log out" }).click();
  await screen.getByRole("link", { name: "Log in" }).first().waitFor();
  await expect.poll(() => kept(screen)).toEqual([]);
  await screen.context().close();
});
