import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let communityId: string;
let maarten: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  communityId = community.id;
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  await server.owner.do(editCommunity, {
    communityId,
    wikiApproval: true,
    wikiRights: { read: "everyone", comment: "moderator", suggest: "moderator", edit: "moderator" },
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) => screen.locator(".document-text[contenteditable=true]");

test("a page is approved beside its title, and readers follow what is approved [C51]", async () => {
  const { id } = await server.page({ title: "Frames" }, maarten);
  const his = await browser.page(server.url, maarten);
  await his.goto(`${wikiPath}/${id}`);
  await text(his).pressSequentially("Steel.");
  await his.getByText("Saved").waitFor();
  await his.getByText("Not approved yet").waitFor();
  await his.getByRole("button", { name: "Approve as it is now" }).press("Enter");
  await his.getByText("Approved", { exact: true }).waitFor();

  const guests = await browser.page(server.url);
  const refused: string[] = [];
  guests.on("response", (response) => {
    if (response.status() === 404) {
      refused.push(response.url());
    }
  });
  await guests.goto(`${wikiPath}/${id}?panel=comments`);
  await guests.getByText("Steel.").waitFor();
  await guests.getByText("Approved just now").waitFor();
  expect(await guests.getByRole("button", { name: "Comments" }).count()).toBe(0);
  expect(refused).toEqual([]);

  await text(his).click();
  await his.keyboard.press("Control+End");
  await his.keyboard.type(" Aluminium.");
  await his.getByText("Changed since it was approved").waitFor();
  expect(await guests.getByText("Aluminium.").count()).toBe(0);
  await his.getByRole("button", { name: "Approve as it is now" }).click();
  await guests.getByText("Steel. Aluminium.").waitFor();
  await his.context().close();
  await guests.context().close();
});

test("that a page waits for approval is said where the right to read it is given, and to who asks, of any page [C59]", async () => {
  const { id } = await server.page({ title: "Forks" }, maarten);
  const ada = await server.member("customer", "Ada");
  const waits = "In this wiki a page can be read once it has been approved.";
  const said = [];
  for (const pageId of [id, "01m8009tfnynzphgqvtxh3c75r"]) {
    const hers = await browser.page(server.url, ada);
    await hers.goto(`${wikiPath}/${pageId}`);
    await hers.getByRole("button", { name: "Ask for access" }).click();
    await hers.getByRole("button", { name: "Ask", exact: true }).click();
    await hers.getByText(waits).waitFor();
    said.push(await hers.getByRole("dialog").innerText());
    await hers.context().close();
  }
  expect(said[1]).toBe(said[0]);

  const his = await browser.page(server.url, maarten);
  const panel = his.getByText("This page is not approved yet: who may only read sees nothing");
  await his.goto(`${wikiPath}/rights`);
  await his.getByRole("listitem").filter({ hasText: "Forks" }).getByText(waits).waitFor();
  await his.goto(`${wikiPath}/${id}?panel=share`);
  await panel.waitFor();
  await his.getByRole("button", { name: "Approve as it is now" }).click();
  await panel.waitFor({ state: "detached" });
  await his.context().close();
});
