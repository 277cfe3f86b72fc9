import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

const SOON = { timeout: 5000 };

let server: TestServer;
let browser: OpenBrowser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = async (boardId: string, who?: Person): Promise<Page> => {
  const { community } = await server.home();
  const page = await browser.page(server.url, who);
  await page.goto(`/c/${community.slug}/b/${boardId}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
};

test("a board that becomes private is gone for a guest who looks at it, and back when it is public [C12, C19]", async () => {
  const board = await server.board({ name: "Soon private" });
  await server.idea({ boardId: board.id, title: "Seen by all" });
  const page = await open(board.id);
  await page.getByRole("link", { name: "Seen by all" }).waitFor();

  await server.owner.do(editBoard, { boardId: board.id, visibility: "private" });
  await page.getByText("There is nothing here for you to see").waitFor(SOON);

  await server.owner.do(editBoard, { boardId: board.id, visibility: "public" });
  await page.reload();
  await page.getByRole("link", { name: "Seen by all" }).waitFor();
});

test("who becomes a moderator sees what is hidden and what they may do, without a reload [C12, C20]", async () => {
  const board = await server.board({ name: "Moderated" });
  const idea = await server.idea({ boardId: board.id, title: "Out of sight" });
  const { community } = await server.home();
  const ada = await server.member("customer", "Ada");
  await server.owner.do(hideContent, {
    subject: { type: "idea", id: idea.id },
    reason: "Advertising",
  });
  const page = await open(board.id, ada);
  await page.getByText("No ideas yet").waitFor();

  await server.owner.do(setRole, {
    communityId: community.id,
    userId: ada.id,
    role: "moderator",
  });
  await page.getByRole("link", { name: "Out of sight" }).waitFor(SOON);
  await page.getByText("Hidden", { exact: true }).waitFor();

  await server.owner.do(setRole, { communityId: community.id, userId: ada.id, role: "customer" });
  await page.getByText("No ideas yet").waitFor(SOON);
});

test("a long board loads as one reads, and only what is in sight is on the page [C3, C21]", async () => {
  const board = await server.board({ name: "Long" });
  for (let number = 1; number <= 120; number += 1) {
    await server.idea({ boardId: board.id, title: `Idea ${number}.` });
  }
  const page = await open(board.id);
  await page.getByRole("link", { name: "Idea 120.", exact: true }).waitFor();
  const last = page.getByRole("link", { name: "Idea 1.", exact: true });
  await page.mouse.move(600, 500);
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 3000);
        return last.count();
      },
      { timeout: 10_000 },
    )
    .toBe(1);
  expect(await page.locator("[data-idea]").count()).toBeLessThan(60);

  const place = await page.evaluate(() => window.scrollY);
  await last.click();
  await page.getByRole("heading", { level: 1, name: "Idea 1." }).waitFor();
  await page.goBack();
  await last.waitFor();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(place - 200);
});
