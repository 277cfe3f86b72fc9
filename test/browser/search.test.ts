import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { search } from "../search/searching.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Until it is so, on a slow machine too. */
const poll = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000 });

test("one searches by keyboard, narrows, and goes where it stands [Q17]", async () => {
  const { community, board } = await server.home();
  const idea = await server.idea({
    title: "A <b>rain</b> cover",
    body: "擋泥板 too.",
    tags: ["wet"],
  });
  const other = await server.idea({ title: "A louder bell" });
  await server.owner.do(addComment, { ideaId: other.id, text: "In the rain?" });
  await search(server.guest(), { communityId: community.id, text: "rain" });
  const page = await browser.page(server.url);
  await page.goto(`/c/${community.slug}`);
  await page.getByRole("heading", { level: 1 }).waitFor();

  await page.keyboard.press("Control+K");
  await poll(() => page.locator("input:focus").count()).toBe(1);
  await page.keyboard.type("rain");
  const hits = page.getByRole("main").getByRole("article");
  await poll(() => hits.count()).toBe(2);
  expect(await hits.getByRole("heading").allTextContents()).toEqual([
    "A <b>rain</b> cover",
    "A louder bell",
  ]);
  expect(await page.locator("mark").allTextContents()).toEqual(["rain", "rain"]);
  await poll(() => new URL(page.url()).search).toBe("?q=rain");

  await page.getByRole("link", { name: "Ideas", exact: true }).click();
  await poll(() => hits.count()).toBe(1);
  await poll(() => new URL(page.url()).search).toBe("?q=rain&type=idea");

  await page.getByRole("searchbox").fill("挡泥");
  await poll(() => page.locator("mark").allTextContents()).toEqual(["擋泥"]);
  await hits.getByRole("heading").getByRole("link").click();
  await page.waitForURL(`**/b/${board.id}/i/${idea.id}`);

  await page.goBack();
  await poll(() => page.locator("mark").allTextContents()).toEqual(["擋泥"]);
  await page.getByRole("searchbox").fill("nowhere");
  await page.getByText("Nothing found").waitFor();
  await page.getByRole("link", { name: "Search everything" }).click();
  await poll(() => new URL(page.url()).search).toBe("?q=nowhere");
});

/** How much of a choice is out of sight of the row that it stands in, in pixels. */
const hiddenOf = (choice: Locator) =>
  choice.evaluate((chip) => {
    const at = chip.getBoundingClientRect();
    const row = chip.closest("ul")?.getBoundingClientRect();
    return row ? Math.max(row.left - at.left, at.right - row.right, 0) : Infinity;
  });

test("on a phone what one narrows by is in sight, and chosen and dropped without losing the keyboard [C68]", async () => {
  const { community } = await server.home();
  const { id } = await server.idea({ title: "Mudguards", tags: ["wet"] });
  await server.owner.do(addComment, { ideaId: id, text: "Mudguards, please" });
  await search(server.guest(), { communityId: community.id, text: "mudguards" });
  const page = await browser.page(server.url, undefined, { width: 390, height: 844 });
  const focused = () => page.locator(":focus").textContent();
  const hits = page.getByRole("main").getByRole("article");

  await page.goto(`/c/${community.slug}/search?q=mudguards&type=page`);
  await poll(() => hiddenOf(page.getByRole("link", { name: "Pages", exact: true }))).toBe(0);
  await page.getByRole("link", { name: "Comments", exact: true }).press("Enter");
  await poll(() => hits.count()).toBe(1);
  expect(await focused()).toBe("Comments");

  await page.goto(`/c/${community.slug}/search?q=mudguards&tag=wet`);
  await poll(() => hits.count()).toBe(1);
  await page.getByRole("link", { name: /wet/u }).first().press("Enter");
  await poll(() => hits.count()).toBe(2);
  expect(await focused()).toBe("Everything");

  await page.goto(`/c/${community.slug}/search?q=mudguards&type=page`);
  await page.getByRole("link", { name: "Search everything" }).press("Enter");
  await poll(() => hits.count()).toBe(2);
  expect(await focused()).toBe("Everything");
});
