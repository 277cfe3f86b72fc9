import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Board } from "../../shared/boards/board.ts";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let ada: Person;
let board: Board;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  ada = await server.member("customer", "Ada");
  board = await server.board({ name: "Bells" });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) => screen.locator(".document-text[contenteditable=true]");

const aPage = async (): Promise<{ page: Page; screen: Screen }> => {
  const page = await server.page({ title: "Live" }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  await text(screen).waitFor();
  return { page, screen };
};

const stored = async ({ id }: Page): Promise<string> => {
  const { source } = await maarten.do(exportPage, { pageId: id });
  return source.replace(/^---\n[^]*?\n---\n+/, "").trim();
};

const embed = (screen: Screen) => text(screen).locator(".document-embed");
const listed = (screen: Screen) =>
  embed(screen)
    .getByRole("link")
    .evaluateAll((links) => links.slice(1).map(({ textContent }) => textContent));

test("one chooses which ideas of a board a text shows, and it shows them as they are [C49]", async () => {
  const anIdea = (title: string, tags: string[] = []) =>
    server.idea({ boardId: board.id, title, tags }, ada);
  await anIdea("Brass");
  await anIdea("Steel", ["quiet"]);
  const wood = await anIdea("Wood", ["quiet"]);
  await anIdea("Glass", ["quiet"]);
  const { page, screen } = await aPage();
  await text(screen).pressSequentially("/embed");
  await screen.getByRole("option", { name: "Live list or votes" }).waitFor();
  await screen.keyboard.press("Enter");
  const dialog = screen.getByRole("dialog", { name: "Live list or votes" });
  await dialog.getByLabel("Board").selectOption("Bells");
  await dialog.getByLabel("Tag").selectOption("#quiet");
  await dialog.getByLabel("Order").selectOption("Newest");
  await dialog.getByLabel("How many at most").selectOption("3");
  await dialog.getByRole("button", { name: "Put in" }).click();
  await expect.poll(() => listed(screen)).toEqual(["Glass", "Wood", "Steel"]);
  await expect
    .poll(() => stored(page))
    .toContain(`embed:ideaList/${board.id}?sort=new,tag=quiet,count=3`);

  await anIdea("Gum", ["quiet"]);
  await anIdea("Tin");
  await expect.poll(() => listed(screen)).toEqual(["Gum", "Glass", "Wood"]);

  await embed(screen).getByRole("button", { name: "Change what is shown here" }).press("Enter");
  await dialog.getByLabel("Order").selectOption("Most votes");
  await dialog.getByLabel("Tag").selectOption("All");
  await maarten.do(castVote, { ideaId: wood.id });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await listed(screen))[0]).toBe("Wood");
  await expect.poll(() => stored(page)).toContain(`embed:ideaList/${board.id}?sort=top,count=3`);
  await screen.getByText("Saved").waitFor();
  await screen.context().close();
});

test("one finds the idea whose votes a text shows, by its words or its address [C49]", async () => {
  const { community } = await server.home();
  const rubber = await server.idea({ boardId: board.id, title: "Rubber bulb horn" }, ada);
  // The search hears of it a moment after it is there.
  const input = { communityId: community.id, text: "bulb" };
  await expect
    .poll(async () => (await maarten.do(suggestHits, input)).suggestions.length, {
      timeout: 20_000,
    })
    .toBe(1);
  const { page, screen } = await aPage();
  await screen.getByRole("button", { name: "Live list or votes" }).click();
  const dialog = screen.getByRole("dialog", { name: "Live list or votes" });
  await dialog.getByLabel("The votes on one idea").check();
  await dialog.getByRole("searchbox", { name: "Idea" }).fill("bulb");
  await dialog.getByRole("button", { name: /Rubber bulb horn/ }).click();
  await embed(screen).getByText("Rubber bulb horn").waitFor();
  await expect.poll(() => stored(page)).toContain(`embed:voteResult/${rubber.id}`);

  const { screen: other } = await aPage();
  await other.getByRole("button", { name: "Live list or votes" }).click();
  await dialog.page().context().close();
  const sheet = other.getByRole("dialog", { name: "Live list or votes" });
  await sheet.getByLabel("The votes on one idea").check();
  await sheet
    .getByRole("searchbox", { name: "Idea" })
    .fill(`${server.url}/c/${community.slug}/b/${board.id}/i/${rubber.id}`);
  await other.keyboard.press("Enter");
  await embed(other).getByText("Rubber bulb horn").waitFor();
  await other.context().close();
});

test("what can't be asked for isn't said to be gone: one asks again, and it does so itself on coming back [C56]", async () => {
  const { community } = await server.home();
  const shelf = await server.board({ name: "Shelf" });
  const idea = await server.idea({ boardId: shelf.id, title: "Cork grips" });
  const away = await server.board({ name: "Away", visibility: "private" });
  const page = await maarten.do(importPage, {
    communityId: community.id,
    title: "Live and away",
    format: "markdown",
    source: `[ideaList](embed:ideaList/${shelf.id})\n\n[voteResult](embed:voteResult/${idea.id})\n\n[ideaList](embed:ideaList/${away.id})`,
  });
  const screen = await browser.page(server.url, ada);
  const embeds = screen.locator(".document-embed");
  const said = async () =>
    (await embeds.allInnerTexts()).map((words) =>
      words.includes("Cork grips") ? "shown" : words.replaceAll(/\s+/g, " ").trim(),
    );
  const unanswered = "This could not be loaded just now. Try again";
  const gone = "What stood here is not there, or not for you to see.";
  const [boards, ideas] = ["**/api/boards/**", "**/api/ideas/**"];
  for (const lost of [boards, ideas]) {
    await screen.route(lost, (route) => route.abort());
  }
  await screen.goto(`${wikiPath}/${page.id}`);
  await expect.poll(said).toEqual([unanswered, unanswered, gone]);

  // The others may still be trying by themselves.
  await screen.unroute(boards);
  await embeds.nth(0).getByRole("button", { name: "Try again" }).press("Enter");
  await expect.poll(said).toEqual(["shown", unanswered, gone]);
  await screen.context().setOffline(true);
  await screen.getByText("Offline, your changes are kept").waitFor();
  await screen.unroute(ideas);
  await screen.context().setOffline(false);
  await expect.poll(said).toEqual(["shown", "shown", gone]);
  await screen.context().close();
});
