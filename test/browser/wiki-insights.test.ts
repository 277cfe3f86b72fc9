import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { confirmPage, STALE_DAYS } from "../../shared/wiki/insights.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let ada: Person;
let pageId: string;
let otherId: PageId;
let age = STALE_DAYS + 1;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startServer({ now: () => new Date(Date.now() - age * DAY_MS) }),
    openBrowser(),
  ]);
  const { community } = await server.home();
  const communityId = community.id;
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("moderator", "Maarten");
  ada = await server.user("Ada");
  await server.owner.do(setRole, { communityId, userId: ada.id, role: "customer" });
  ({ id: pageId } = await server.page({ title: "Old bells" }));
  ({ id: otherId } = await server.page({ title: "Old drums" }));
  await server.page({ title: "Horns" });
  age = 0;
  await ada.do(getPage, { pageId });
  await ada.do(getPage, { pageId: otherId });
  await server.app.keepReadings();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each([1280, 390])(
  "who may edit a page sees how it is read, and says that it is still right, at %i pixels [C40]",
  async (width) => {
    const screen = await browser.page(server.url, maarten, { width });
    await screen.goto(`${wikiPath}/${pageId}`);
    await screen.getByRole("button", { name: "More for “Old bells”" }).click();
    await screen.getByRole("menuitem", { name: "Insights" }).click();
    await screen.getByText(/(person|people) read this page/).waitFor();
    expect(new URL(screen.url()).search).toBe("?panel=insights");
    await screen.getByRole("button", { name: "Still right: Old bells" }).click();
    await screen.getByText("Confirmed by Maarten").waitFor();
    await screen.context().close();
  },
);

test("a wiki's insights name what needs somebody, and are not there for customers [C40]", async () => {
  const screen = await browser.page(server.url, maarten);
  await screen.goto(wikiPath);
  await screen.getByRole("link", { name: "Insights" }).click();
  await screen.getByRole("heading", { level: 1, name: "Wiki insights" }).waitFor();
  const unread = screen.getByRole("region", { name: "Not read" });
  await unread.getByRole("link", { name: "Horns" }).waitFor();
  await screen.context().close();

  const hers = await browser.page(server.url, ada);
  await hers.goto(`${wikiPath}/insights`);
  await hers.getByText("There is nothing here for you to see").waitFor();
  await hers.goto(`${wikiPath}/${pageId}?panel=insights`);
  await hers.getByRole("heading", { level: 1, name: "Old bells" }).waitFor();
  expect(await hers.getByRole("complementary", { name: "Insights" }).count()).toBe(0);
  await hers.goto(wikiPath);
  await hers.getByRole("heading", { level: 1, name: "Wiki" }).waitFor();
  expect(await hers.getByRole("link", { name: "Insights" }).count()).toBe(0);
  await hers.context().close();
});

test("what somebody else confirms is seen at once, beside a page and in the list [C40]", async () => {
  const [page, list] = await Promise.all([
    browser.page(server.url, maarten),
    browser.page(server.url, maarten),
  ]);
  await page.goto(`${wikiPath}/${otherId}?panel=insights`);
  await page.getByText(/nobody has written on it or confirmed it/).waitFor();
  await list.goto(`${wikiPath}/insights`);
  const old = list.getByRole("region", { name: "Stale" }).getByRole("link", { name: "Old drums" });
  await old.waitFor();

  await server.owner.do(confirmPage, { pageId: otherId });
  await page.getByText("Confirmed by Olive Owner").waitFor();
  await old.waitFor({ state: "detached" });
  // Whoever closes the panel goes on hearing of the rest of the page.
  await page.getByRole("button", { name: "Close" }).click();
  await server.owner.do(addDocumentComment, {
    name: documentName({ type: "page", id: otherId }),
    text: "Loud?",
  });
  await page.getByRole("button", { name: /Comments.*1/ }).waitFor();
  await Promise.all([page.context().close(), list.context().close()]);
});
