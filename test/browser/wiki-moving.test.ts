import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getPage } from "../../shared/wiki/getPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

const STAFF = {
  read: "moderator",
  comment: "moderator",
  suggest: "moderator",
  edit: "moderator",
  members: [],
} as const;

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let mei: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  mei = await server.member("moderator", "梅");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("a page that is dropped where it may not go stays, with the reason and other places [C53, W32]", async () => {
  const [staff, inner] = [
    await server.page({ title: "Staff" }),
    await server.page({ title: "Inner" }),
  ];
  for (const { id: pageId } of [staff, inner]) {
    await server.owner.do(setPageRights, { pageId, rights: { ...STAFF, members: [] } });
  }
  const plan = await server.page({ title: "Plan", parentId: staff.id });
  await server.page({ title: "Open" });
  const parentOf = async () => (await mei.do(getPage, { pageId: plan.id })).page.parentId;
  const screen = await browser.page(server.url, mei);
  await screen.goto(wikiPath);
  const tree = screen.getByLabel("Pages", { exact: true });

  await tree.getByRole("link", { name: "Plan" }).dragTo(tree.getByRole("link", { name: "Open" }));

  const dialog = screen.getByRole("dialog");
  await dialog.getByRole("alert").getByText("more people could see or change the page").waitFor();
  expect(await parentOf()).toBe(staff.id);
  await dialog.getByLabel("Below").selectOption("Inner");
  await dialog.getByRole("alert").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Move" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await parentOf()).toBe(inner.id);
  await screen.context().close();
});
