import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import type { Download, Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readZip } from "../../server/wiki/archive/readZip.ts";
import { ARCHIVE_LIMITS } from "../../shared/wiki/archive.ts";
import { zipOf } from "../support/archives.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wiki: string;
let home: string;
let maarten: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  home = `/c/${community.slug}`;
  wiki = `${home}/w`;
  maarten = await server.member("manager", "Maarten");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const choose = async (screen: Screen, name: string, file: Buffer): Promise<void> => {
  await screen
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "", buffer: file });
  await screen.getByRole("dialog").getByRole("button", { name: "Import files" }).click();
};

const bytesOf = async (download: Download): Promise<Buffer> =>
  buffer(createReadStream(await download.path()));

test("pages are taken in and out as files, and are found [C37]", async () => {
  const screen = await browser.page(server.url, maarten);
  await screen.goto(wiki);
  await screen.getByRole("button", { name: "Import files" }).click();
  await choose(screen, "bad.zip", await zipOf([["../away.md", "Away"]]));
  await screen.getByText("../away.md").waitFor();
  await screen.getByText("The path leads out of the archive").waitFor();

  await choose(screen, "torn.zip", Buffer.from("PK and no more"));
  await screen.getByText("It is damaged").waitFor();
  await choose(screen, "no-page.exe", Buffer.from("MZ"));
  await screen.getByRole("alert").filter({ hasText: "Nothing was imported" }).waitFor();

  const good = await zipOf([
    ["Guides/README.md", "Read on about [bells](bells.md)."],
    ["Guides/bells.md", "A drivetrain is no bell."],
    ["Guides/bells.png", ""],
  ]);
  await choose(screen, "guides.zip", good);
  await screen.getByText("2 pages were made.").waitFor();
  await screen.getByText("Guides/bells.png").waitFor();
  await screen.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();

  const kept = screen.waitForEvent("download");
  await screen.getByRole("link", { name: "Export all" }).click();
  const paths = readZip(await bytesOf(await kept), ARCHIVE_LIMITS).map(({ path }) => path);
  expect(paths).toEqual(["Guides.md", "Guides/bells.md"]);

  await screen.goto(`${home}/search?q=drivetrain`);
  await screen.getByRole("link", { name: "bells" }).click();
  await screen.getByRole("textbox", { name: "Text of the page" }).waitFor();
  await screen.getByText("A drivetrain is no bell.").waitFor();
  const text = screen.waitForEvent("download");
  await screen.getByRole("button", { name: "More for “bells”" }).last().click();
  await screen.getByRole("menuitem", { name: "Export as Markdown" }).click();
  const download = await text;
  expect(download.suggestedFilename()).toBe("bells.md");
  expect((await bytesOf(download)).toString()).toContain("A drivetrain is no bell.");
  await screen.context().close();
});

test("an export, a star or a bell that comes to nothing says so in sight [C65]", async () => {
  const page = await server.page({ title: "Kept" }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wiki}/${page.id}`);
  await screen.getByRole("textbox", { name: "Text of the page" }).waitFor();
  const lost = "**/api/pages/*/**";
  await screen.route(lost, (route) => route.fulfill({ status: 503, body: "" }));
  const fromMenu = async (action: string) => {
    await screen.getByRole("button", { name: "More for “Kept”" }).last().click();
    await screen.getByRole("menuitem", { name: action }).click();
  };
  for (const format of ["Export as Markdown", "Export as HTML"]) {
    await fromMenu(format);
    const dialog = screen.getByRole("dialog", { name: "The page could not be exported" });
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().press("Enter");
    await dialog.waitFor({ state: "detached" });
  }
  await screen.context().setOffline(true);
  for (const name of ["Favourite", "Watch"]) {
    await screen.getByRole("button", { name, exact: true }).click();
    await screen.getByRole("alert").waitFor();
  }
  await screen.context().close();
});

test("a file is chosen in the language of the page [C16]", async () => {
  const screen = await browser.page(server.url, maarten, { locale: "zh-Hant" });
  await screen.goto(wiki);
  await screen.getByRole("button", { name: "匯入檔案" }).click();
  const dialog = screen.getByRole("dialog");
  await dialog.getByText("選擇檔案").waitFor();
  await dialog.getByText("尚未選擇").waitFor();
  const input = dialog.getByLabel("檔案", { exact: true });
  await input.setInputFiles({ name: "車鈴.md", mimeType: "", buffer: Buffer.from("叮") });
  await dialog.getByText("車鈴.md").waitFor();
  // The browser's own words are there for it alone.
  expect(await input.evaluate((element) => getComputedStyle(element).opacity)).toBe("0");
  await screen.context().close();
});
