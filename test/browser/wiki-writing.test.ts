import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { type Look, openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) => screen.locator(".document-text[contenteditable=true]");

const open = async ({ id }: Page, look?: Look): Promise<Screen> => {
  const screen = await browser.page(server.url, maarten, look);
  await screen.goto(`${wikiPath}/${id}`);
  await text(screen).waitFor();
  return screen;
};

const stored = async ({ id }: Page): Promise<string> => {
  const { source } = await maarten.do(exportPage, { pageId: id });
  return source.replace(/^---\n[^]*?\n---\n+/, "").trim();
};

const TABLE = "| a | b |\n| - | - |\n| c | d |";

test("one writes on below a table that one has put in [C43]", async () => {
  const page = await server.page({ title: "Ends in a table" }, maarten);
  const screen = await open(page);
  await text(screen).pressSequentially("/table");
  await screen.getByRole("option", { name: "Table" }).waitFor();
  await screen.keyboard.press("Enter");
  await text(screen).locator("table").waitFor();
  await screen.keyboard.type("Bolt");
  await screen.keyboard.press("Control+End");
  await screen.keyboard.type("Below.");
  await text(screen).locator(".tableWrapper ~ p", { hasText: "Below." }).waitFor();
  expect(await text(screen).locator("th").first().innerText()).toBe("Bolt");
  await screen.context().close();
});

test.each([
  ["by key", (screen: Screen) => screen.keyboard.press("Control+End")],
  [
    "by mouse",
    async (screen: Screen) => {
      const { x, y, height } = (await text(screen).boundingBox()) ?? { x: 0, y: 0, height: 0 };
      await screen.mouse.click(x + 80, y + height - 8);
    },
  ],
])(
  "one writes on below a table that stood last already, %s; opening adds nothing [C43]",
  async (_how, go) => {
    const { community } = await server.home();
    const page = await maarten.do(importPage, {
      communityId: community.id,
      title: "Taken in",
      format: "markdown",
      source: TABLE,
    });
    const screen = await open(page);
    await text(screen).locator("td").first().click();
    expect(await stored(page)).toBe(TABLE);
    await go(screen);
    await screen.keyboard.type("Below.");
    await text(screen).locator(".tableWrapper ~ p", { hasText: "Below." }).waitFor();
    await expect.poll(() => stored(page)).toBe(`${TABLE}\n\nBelow.`);
    await screen.context().close();
  },
);

test("two brackets offer pages before a word is typed [C44]", async () => {
  const [older, page] = [
    await server.page({ title: "Written before" }, maarten),
    await server.page({ title: "Links" }, maarten),
  ];
  const screen = await open(page);
  await text(screen).pressSequentially("See [[");
  await screen.getByRole("option", { name: older.title }).click();
  await text(screen).getByText(older.title).waitFor();
  await screen.context().close();
});

test("a task's box says in the reader's language what it is for [C16]", async () => {
  const screen = await open(await server.page({ title: "待辦" }, maarten), { locale: "zh-Hant" });
  await text(screen).pressSequentially("[ ] 鎖緊");
  await screen.getByRole("checkbox", { name: "已完成：鎖緊" }).waitFor();
  await screen.context().close();
});

test("a table of many columns is read on a phone, and moved sideways by itself [C50]", async () => {
  const { community } = await server.home();
  const page = await maarten.do(importPage, {
    communityId: community.id,
    title: "Bolts",
    format: "markdown",
    source: `| ${"handlebar | ".repeat(8)}\n| ${"- | ".repeat(8)}\n| ${"6 | ".repeat(8)}`,
  });
  const phone = { width: 390, height: 844 };
  const [hers, guests] = [
    await open(page, phone),
    await browser.page(server.url, undefined, phone),
  ];
  await guests.goto(`${wikiPath}/${page.id}`);
  for (const screen of [hers, guests]) {
    const table = screen.locator(".tableWrapper");
    await table.locator("td").first().waitFor();
    const heights = await table
      .locator("tr")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    // Both rows are one line high: no word is broken.
    expect(Math.round(Math.max(...heights) - Math.min(...heights))).toBe(0);
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(
      true,
    );
  }
  const table = guests.getByRole("group", { name: "Table" });
  await table.focus();
  await guests.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  await hers.context().close();
  await guests.context().close();
});

test("one writes on behind an image and a list of ideas that one has put in [C55]", async () => {
  await server.home();
  const page = await server.page({ title: "Put in" }, maarten);
  const screen = await open(page);
  await text(screen).pressSequentially("Before.");
  await screen.keyboard.press("Enter");
  await screen.keyboard.type("/image");
  await screen.getByRole("option", { name: "Image" }).waitFor();
  await screen.keyboard.press("Enter");
  await screen.getByRole("textbox", { name: "Address of the image" }).fill("https://localhost/x");
  await screen.keyboard.press("Enter");
  await screen.getByRole("dialog").waitFor({ state: "detached" });
  await screen.keyboard.type("Between.");
  await screen.getByRole("button", { name: "Live list or votes" }).click();
  await screen.getByRole("dialog").getByRole("button", { name: "Put in" }).click();
  await screen.getByRole("dialog").waitFor({ state: "detached" });
  await screen.keyboard.type("Behind.");
  await expect
    .poll(() => stored(page))
    .toMatch(/^Before\.\n\n!\[\]\(\S+\)\n\nBetween\.\n\n\[ideaList\]\(\S+\)\n\nBehind\.$/);
  await screen.context().close();
});
