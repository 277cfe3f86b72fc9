import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { editPage } from "../../shared/wiki/editPage.ts";
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
let above: Page;
let template: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  above = await server.page({ title: "Decisions" }, maarten);
  template = await maarten.do(importPage, {
    communityId: community.id,
    parentId: above.id,
    title: "A decision",
    format: "markdown",
    source: "## What was asked",
  });
  await maarten.do(editPage, { pageId: template.id, isTemplate: true });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each([1280, 390])(
  "a template says what it is, and one begins a page from it beside it, at %i pixels [C66]",
  async (width) => {
    const screen = await browser.page(server.url, maarten, { width });
    await screen.goto(wikiPath);
    await screen.getByRole("link", { name: "A decision Template" }).click();
    await screen.getByRole("heading", { level: 1, name: "A decision" }).waitFor();
    const page = screen.getByRole("article");
    await page.getByText("Template", { exact: true }).waitFor();
    await page.getByRole("button", { name: "More for “A decision”" }).click();
    await screen.getByRole("menuitem", { name: "New page from this template" }).click();
    const dialog = screen.getByRole("dialog", { name: "New page" });
    await dialog.getByText("Decisions").waitFor();
    await dialog.getByLabel("Title").fill(`One bolt at ${width}`);
    await dialog.getByRole("button", { name: "New page" }).click();
    await screen.getByRole("heading", { level: 1, name: `One bolt at ${width}` }).waitFor();
    await screen.getByRole("heading", { level: 2, name: "What was asked" }).waitFor();
    const trail = screen.getByRole("navigation", { name: "Where this page stands" });
    await trail.getByRole("link", { name: "Decisions" }).waitFor();
    expect(await page.getByText("Template", { exact: true }).count()).toBe(0);
    await screen.context().close();
  },
);

test("who may make no pages is offered none from a template [C66]", async () => {
  const ada = await server.member("customer", "Ada");
  const screen = await browser.page(server.url, ada);
  await screen.goto(`${wikiPath}/${template.id}`);
  const page = screen.getByRole("article");
  await page.getByText("Template", { exact: true }).waitFor();
  await page.getByRole("button", { name: "More for “A decision”" }).click();
  await screen.getByRole("menuitem", { name: "Export as Markdown" }).waitFor();
  expect(await screen.getByRole("menuitem", { name: "New page from this template" }).count()).toBe(
    0,
  );
  await screen.context().close();
});
