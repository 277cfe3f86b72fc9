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

/** What a screen reader is given: each thing with a role, its name, and how it speaks up by itself. */
const heard = async (screen: Screen) => {
  const protocol = await screen.context().newCDPSession(screen);
  const { nodes } = await protocol.send("Accessibility.getFullAXTree");
  await protocol.detach();
  const wordsIn = (ids: readonly string[] = []): string =>
    nodes
      .filter(({ nodeId }) => ids.includes(nodeId))
      .map((node) =>
        node.role?.value === "StaticText" ? String(node.name?.value) : wordsIn(node.childIds),
      )
      .join("");
  return nodes.map(({ role, name, properties = [], childIds }) => ({
    role: role?.value,
    name: name?.value,
    live: properties.find((property) => property.name === "live")?.value.value,
    inner: wordsIn(childIds),
  }));
};

/** How what has these words speaks up, what is nearer to the page's root first. */
const livesWith = async (screen: Screen, words: string) =>
  (await heard(screen))
    .filter(({ role, inner }) => role === "status" && inner.includes(words))
    .map(({ live = "off" }) => live);

test("a page's heading says its title once, and saving is heard of only where it fails [C60]", async () => {
  const page = await server.page({ title: "Heard" }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  await text(screen).pressSequentially("Words.");
  await screen.getByText("Saved").waitFor();
  const headings = (await heard(screen)).filter(({ role }) => role === "heading");
  expect(headings.map(({ name }) => name)).toEqual(["Heard"]);
  expect(await livesWith(screen, "Saved")).toEqual(["off"]);

  await screen.context().setOffline(true);
  // Beside the text and below the screen; one of them speaks up.
  await expect
    .poll(() => livesWith(screen, "Offline, your changes are kept"))
    .toEqual(["polite", "off"]);
  await screen.context().close();

  const alone = await browser.page(server.url, maarten);
  await alone.routeWebSocket(/\/documents\//, (line) => line.close());
  await alone.goto(`${wikiPath}/${page.id}`);
  await alone.getByText("Offline, your changes are kept").waitFor();
  expect(await livesWith(alone, "Offline, your changes are kept")).toEqual(["polite"]);
  await alone.context().close();
});

test("after approving by keyboard one goes on from what stands there then [C61]", async () => {
  const { community } = await server.home();
  await server.owner.do(editCommunity, { communityId: community.id, wikiApproval: true });
  const page = await server.page({ title: "Approved" }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  const button = screen.getByRole("button", { name: "Approve as it is now" });
  await button.press("Enter");
  await button.waitFor({ state: "detached" });
  expect(await screen.evaluate(() => document.activeElement?.textContent)).toBe("Approved");
  await screen.context().close();
});
