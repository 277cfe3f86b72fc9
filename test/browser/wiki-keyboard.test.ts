import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { createVersion } from "../../shared/documents/version.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { requestAccess } from "../../shared/wiki/pageAccess.ts";
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
const nameOf = ({ id }: Page) => documentName({ type: "page", id });

const atKeyboard = (screen: Screen) =>
  screen.evaluate(() =>
    document.activeElement === document.body ? "nothing" : document.activeElement?.textContent,
  );

test("after approving by keyboard one goes on from what stands there then [C61]", async () => {
  const { community } = await server.home();
  await server.owner.do(editCommunity, { communityId: community.id, wikiApproval: true });
  const page = await server.page({ title: "Approved" }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  const button = screen.getByRole("button", { name: "Approve as it is now" });
  await button.press("Enter");
  await button.waitFor({ state: "detached" });
  expect(await atKeyboard(screen)).toBe("Approved");
  await screen.context().close();
});

test("after answering who asks for access one goes on from what was answered, and then to the next [C61]", async () => {
  const page = await server.page({ title: "Asked for" }, maarten);
  for (const name of ["Kees", "Ada"]) {
    const person = await server.user(name);
    await person.do(requestAccess, { pageId: page.id, rights: "edit", note: "" });
  }
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}?panel=share`);
  const requests = screen.getByRole("region", { name: "Who asks for access" });
  const rows = requests.getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(2);
  await rows.nth(0).getByRole("button", { name: "Give" }).press("Enter");
  await expect.poll(() => rows.count()).toBe(1);
  expect(await atKeyboard(screen)).toBe("Kees now has the right to edit “Asked for”.");
  await screen.keyboard.press("Tab");
  expect(await atKeyboard(screen)).toBe("Give");
  await screen.keyboard.press("Tab");
  await screen.keyboard.press("Enter");
  await expect.poll(() => rows.count()).toBe(0);
  expect(await atKeyboard(screen)).toBe("The request of Ada for “Asked for” is turned down.");
  await screen.context().close();
});

test("after asking again for a list in a text one goes on from the list [C61]", async () => {
  const { community, board } = await server.home();
  const page = await maarten.do(importPage, {
    communityId: community.id,
    title: "Asks again",
    format: "markdown",
    source: `[ideaList](embed:ideaList/${board.id})`,
  });
  const screen = await browser.page(server.url, maarten);
  // Or it asks again by itself when it joins.
  await screen.routeWebSocket(/socket\.io/, (line) => line.close());
  const lost = "**/api/boards/**";
  const held: (() => void)[] = [];
  let isHolding = false;
  await screen.route(lost, (route) =>
    isHolding ? held.push(() => void route.continue()) : route.abort(),
  );
  await screen.goto(`${wikiPath}/${page.id}`);
  const list = text(screen).locator(".document-embed");
  const again = list.getByRole("button", { name: "Try again" });
  await again.waitFor();
  isHolding = true;
  await again.press("Enter");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  expect(await atKeyboard(screen)).toBe("Try again");
  for (const answer of held) {
    answer();
  }
  await screen.unroute(lost);
  await list.getByRole("link", { name: board.name }).waitFor();
  expect(await atKeyboard(screen)).toContain(board.name);
  await screen.keyboard.press("Tab");
  expect(await atKeyboard(screen)).toBe(board.name);
  await screen.context().close();
});

test("a version that is looked at has the keyboard on a phone; brought back or closed, one goes on from the text's place [C61]", async () => {
  const page = await server.page({ title: "Versions" }, maarten);
  await maarten.do(createVersion, { name: nameOf(page), label: "First" });
  const phone = await browser.page(server.url, maarten, { width: 390 });
  const desk = await browser.page(server.url, maarten);
  for (const screen of [phone, desk]) {
    await screen.goto(`${wikiPath}/${page.id}`);
    await text(screen).waitFor();
    await screen.getByRole("button", { name: "History" }).press("Enter");
    await screen.getByRole("button", { name: "First" }).last().press("Enter");
    await screen.getByRole("button", { name: "Restore" }).waitFor();
  }
  await expect.poll(() => atKeyboard(phone)).toBe("First");
  await desk.getByRole("region", { name: "A version" }).getByLabel("Close").press("Enter");
  await text(desk).waitFor();
  expect(await atKeyboard(desk)).toContain("First");
  await desk.context().close();
  await phone.getByRole("button", { name: "Restore" }).press("Enter");
  await text(phone).waitFor();
  expect(await atKeyboard(phone)).toBe("The version is back");
  await phone.context().close();
});

test.each([1280, 390])(
  "a suggestion that was sent or decided on leaves the keyboard where it is said so, at %i pixels [C61]",
  async (width) => {
    const page = await server.page({ title: "Suggested" }, maarten);
    const ada = await server.member("customer", "Ada");
    const hers = await browser.page(server.url, ada, { width });
    const screen = await browser.page(server.url, maarten, { width });
    for (const [decision, said] of [
      ["Accept", "Suggestion accepted"],
      ["Refuse", "Suggestion refused"],
    ] as const) {
      await hers.goto(`${wikiPath}/${page.id}`);
      await hers.getByRole("button", { name: "Suggest changes" }).press("Enter");
      await text(hers).pressSequentially("More.");
      await hers.getByRole("button", { name: "Send suggestion" }).press("Enter");
      // On a phone the sheet with it opens.
      await expect
        .poll(() => atKeyboard(hers))
        .toMatch(width < 600 ? /^Suggestions.*Ada/ : /^Suggestion sent$/);

      await screen.goto(`${wikiPath}/${page.id}?panel=suggestions`);
      await screen.getByRole("button", { name: "Ada" }).last().press("Enter");
      await screen.getByRole("button", { name: decision }).press("Enter");
      await expect.poll(() => atKeyboard(screen)).toBe(said);
    }
    await hers.context().close();
    await screen.context().close();
  },
);

test("a thread that is resolved or opened again leaves the keyboard at the list it went to [C61]", async () => {
  const page = await server.page({ title: "Resolved" }, maarten);
  await maarten.do(addDocumentComment, { name: nameOf(page), text: "Is it so?" });
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}?panel=comments`);
  await screen.getByRole("button", { name: "Resolve", exact: true }).press("Enter");
  await screen.getByText("Nobody has said anything yet.").waitFor();
  expect(await atKeyboard(screen)).toBe("Show what is resolved");
  await screen.keyboard.press("Enter");
  await screen.getByRole("button", { name: "Reopen" }).press("Enter");
  await screen.getByRole("button", { name: "Resolve", exact: true }).waitFor();
  expect(await atKeyboard(screen)).toBe("Hide what is resolved");
  await screen.context().close();
});

test("an idea's text that is opened or left has the keyboard go on from its place [C61]", async () => {
  const { community, board } = await server.home();
  const idea = await server.idea({ title: "Opened", body: "A bell." }, maarten);
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`/c/${community.slug}/b/${board.id}/i/${idea.id}`);
  const edit = screen.getByRole("button", { name: "Edit text" });
  await edit.press("Enter");
  await text(screen).waitFor();
  expect(await atKeyboard(screen)).toContain("A bell.");
  await screen.keyboard.press("Tab");
  expect(await atKeyboard(screen)).toBe("Comments");
  await screen.getByRole("button", { name: "Done" }).press("Enter");
  await edit.waitFor();
  expect(await atKeyboard(screen)).toBe("Edit text");
  await screen.context().close();
});

test("a comment that is answered or changed leaves the keyboard at what was said [C61]", async () => {
  const page = await server.page({ title: "Said" }, maarten);
  await maarten.do(addDocumentComment, { name: nameOf(page), text: "One" });
  const screen = await browser.page(server.url, maarten);
  await screen.goto(`${wikiPath}/${page.id}?panel=comments`);
  const panel = screen.getByRole("complementary", { name: "Comments" });
  await panel.getByRole("button", { name: "Reply" }).press("Enter");
  await panel.getByRole("textbox").last().fill("Two");
  await panel.getByRole("button", { name: "Reply" }).press("Enter");
  await panel.getByText("Two").waitFor();
  await expect.poll(() => atKeyboard(screen)).toMatch(/One.*Two/);

  await panel.getByRole("button", { name: "More about the comment" }).last().press("Enter");
  await screen.getByRole("menuitem", { name: "Edit comment" }).press("Enter");
  await panel.getByRole("textbox").last().fill("Three");
  await panel.getByRole("button", { name: "Save" }).press("Enter");
  await panel.getByText("Three").waitFor();
  await expect.poll(() => atKeyboard(screen)).toMatch(/^(?!.*One).*Three/);
  await screen.context().close();
});
