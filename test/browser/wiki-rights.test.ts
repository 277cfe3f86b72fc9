import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { requestAccess } from "../../shared/wiki/pageAccess.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let communityId: string;
let wikiPath: string;
let maarten: Person;
let ada: Person;

const customer = async (name: string): Promise<Person> => {
  const person = await server.user(name);
  await server.owner.do(setRole, { communityId, userId: person.id, role: "customer" });
  return person;
};

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  communityId = community.id;
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  ada = await customer("Ada Lovelace");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const panelOf = async (page: Page, width = 1280): Promise<Screen> => {
  const screen = await browser.page(server.url, maarten, { width });
  await screen.goto(`${wikiPath}/${page.id}?panel=share`);
  await screen.getByLabel("This page has its own rights").waitFor();
  return screen;
};

const rightsOf = async ({ id }: Page) => (await maarten.do(getPage, { pageId: id })).page.ownRights;

test.each([1280, 390])(
  "people are found by name, named with a right, changed and taken off, at %i pixels [C32]",
  async (width) => {
    const page = await server.page({ title: "Shared" }, maarten);
    const screen = await panelOf(page, width);
    await screen.getByText("It has the rights of the page above it").waitFor();
    await screen.getByLabel("This page has its own rights").check();
    await screen.getByLabel("Who may read").selectOption("Only those named");
    await screen.getByText("Nobody is named yet.").waitFor();
    await screen.getByLabel("Add somebody").fill("zzz");
    await screen.getByText("Nobody with a role here has such a name.").waitFor();
    await screen.getByLabel("Add somebody").fill("LOVE");
    await screen.getByRole("button", { name: "Add Ada Lovelace" }).click();
    await screen.getByLabel("What Ada Lovelace may do").selectOption("Comment");
    await screen.getByText("Not saved yet").waitFor();
    await screen.getByRole("button", { name: "Save", exact: true }).click();
    await screen.getByText("Not saved yet").waitFor({ state: "detached" });
    expect(await rightsOf(page)).toEqual({
      read: "nobody",
      comment: "customer",
      suggest: "customer",
      edit: "moderator",
      members: [{ user: { id: ada.id, name: "Ada Lovelace" }, rights: "comment" }],
    });

    await screen.getByLabel("Add somebody").fill("ada");
    await screen.getByText("Whoever has such a name is on the list already.").waitFor();
    await screen.getByRole("button", { name: "Take Ada Lovelace off the list" }).click();
    await screen.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(async () => (await rightsOf(page))?.members).toEqual([]);
    await screen.context().close();
  },
);

test("a page's own rights begin as those it had from above [C32]", async () => {
  const above = await server.page({ title: "For few" }, maarten);
  const rights = {
    read: "manager",
    comment: "manager",
    suggest: "manager",
    edit: "owner",
  } as const;
  const members = [{ userId: ada.id, rights: "read" as const }];
  await maarten.do(setPageRights, { pageId: above.id, rights: { ...rights, members } });
  const between = await server.page({ title: "Between", parentId: above.id }, maarten);
  const page = await server.page({ title: "Few", parentId: between.id }, maarten);
  const screen = await panelOf(page);
  await screen.getByLabel("This page has its own rights").check();
  await screen.getByLabel("What Ada Lovelace may do").waitFor();
  await screen.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(() => rightsOf(page))
    .toEqual({
      ...rights,
      members: [{ user: { id: ada.id, name: "Ada Lovelace" }, rights: "read" }],
    });
  await screen.context().close();
});

test("how many ask for a page's rights stands where they are answered [C67]", async () => {
  const page = await server.page({ title: "Wanted" }, maarten);
  for (const name of ["Kees", "Bea"]) {
    const person = await customer(name);
    await person.do(requestAccess, { pageId: page.id, rights: "edit", note: "" });
  }
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  await screen.getByRole("button", { name: "Share 2" }).click();
  await screen.getByRole("button", { name: "Turn down" }).first().click();
  await screen.getByRole("button", { name: "Share 1" }).waitFor();
  await screen.getByRole("button", { name: "Turn down" }).click();
  await screen.getByRole("button", { name: "Share", exact: true }).waitFor();
  await screen.context().close();
});

test("saving takes nothing back that was given meanwhile [C32]", async () => {
  const page = await server.page({ title: "Asked for" }, maarten);
  const kees = await customer("Kees");
  await kees.do(requestAccess, { pageId: page.id, rights: "edit", note: "I know these." });
  const screen = await panelOf(page);
  await screen.getByText("I know these.").waitFor();
  await screen.getByRole("button", { name: "Give" }).click();
  await screen.getByLabel("What Kees may do").waitFor();
  await screen.getByLabel("Who may comment").selectOption("Moderators and above");
  await screen.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(async () => (await rightsOf(page))?.comment).toBe("moderator");
  expect((await rightsOf(page))?.members).toEqual([
    { user: { id: kees.id, name: "Kees" }, rights: "edit" },
  ]);
  await screen.context().close();
});

test("what the wiki allows is set by those who may, and not there for others [C32]", async () => {
  const screen = await browser.page(server.url, maarten);
  await screen.goto(wikiPath);
  await screen.getByRole("link", { name: "Wiki rights" }).click();
  await screen.getByRole("heading", { level: 1, name: "Wiki rights" }).waitFor();
  await screen.getByLabel("Who may suggest changes").selectOption("Moderators and above");
  await screen.getByLabel("Readers see what was approved").check();
  await screen.context().setOffline(true);
  await screen.getByRole("button", { name: "Save" }).click();
  await screen.getByRole("alert").waitFor();
  await screen.getByText("Not saved yet").waitFor();
  await screen.context().setOffline(false);
  await screen.getByRole("button", { name: "Save" }).click();
  await screen.getByText("Not saved yet").waitFor({ state: "detached" });
  const { community } = await maarten.do(getCommunity, { communityId });
  expect(community).toMatchObject({
    wikiApproval: true,
    wikiRights: { read: "everyone", comment: "customer", suggest: "moderator", edit: "moderator" },
  });
  await screen.context().close();

  const hers = await browser.page(server.url, ada);
  await hers.goto(`${wikiPath}/rights`);
  await hers.getByText("There is nothing here for you to see").waitFor();
  await hers.goto(wikiPath);
  await hers.getByRole("heading", { level: 1, name: "Wiki" }).waitFor();
  expect(await hers.getByRole("link", { name: "Wiki rights" }).count()).toBe(0);
  await hers.context().close();
});
