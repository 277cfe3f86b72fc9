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
