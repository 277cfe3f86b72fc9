import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { documentName } from "../../shared/documents/documentName.ts";
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
  return nodes.map(({ role, name, description, properties = [], childIds }) => ({
    role: role?.value,
    name: name?.value,
    description: description?.value,
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

test("no list is told of where nothing stands beside a text [C62]", async () => {
  const page = await server.page({ title: "Empty" }, maarten);
  const screen = await browser.page(server.url, maarten);
  const panels = { comments: "Comments", suggestions: "Suggestions", history: "History" };
  for (const [panel, title] of Object.entries(panels)) {
    await screen.goto(`${wikiPath}/${page.id}?panel=${panel}`);
    const beside = screen.getByRole("complementary", { name: title });
    await beside.getByText(/^(Nobody|No|When) /).waitFor();
    expect(await beside.getByRole("list").count()).toBe(0);
  }
  await screen.context().close();
});

test("a community and a board are called by their names, and described by what else their cards say [C63]", async () => {
  const { community } = await server.home();
  const said = { name: "Bells", purpose: "Louder **ones**.", visibility: "private" } as const;
  const board = await server.board(said);
  const screen = await browser.page(server.url, maarten);
  const link = async (name: string) => {
    await screen.getByRole("main").getByRole("link", { name, exact: true }).waitFor();
    const links = (await heard(screen)).filter(({ role }) => role === "link");
    return links.findLast((one) => one.name === name)?.description;
  };
  await screen.goto("/");
  expect(await link(community.name)).toBe("Manager");
  await screen.goto(`/c/${community.slug}`);
  expect(await link(board.name)).toBe("Private Louder ones. 0 ideas");
  await screen.context().close();
});

test.each([1280, 390])(
  "of what others say beside a text one hears once, at %i pixels [C64]",
  async (width) => {
    const page = await server.page({ title: "Talked about" }, maarten);
    const name = documentName({ type: "page", id: page.id });
    const ada = await server.member("customer", "Ada");
    const { thread } = await ada.do(addDocumentComment, { name, text: "Before." });
    const screen = await browser.page(server.url, maarten, { width });
    await screen.goto(`${wikiPath}/${page.id}?panel=comments`);
    const comments = screen.getByRole("article", { name: "Comment by" });
    await comments.first().waitFor();
    const spoken: string[] = [];
    await screen.exposeFunction("speak", (words: string) => spoken.push(words));
    await screen.evaluate(() => {
      const region = document.querySelector("[aria-live=polite].sr-only");
      const speak: unknown = Reflect.get(window, "speak");
      if (region && typeof speak === "function") {
        new MutationObserver(() => speak(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
    });
    await ada.do(addDocumentComment, { name, text: "Meanwhile.", threadId: thread.id });
    await comments.nth(1).waitFor();
    await expect.poll(() => spoken).toEqual(["New comment by Ada"]);
    const regions = (await heard(screen)).filter(({ live }) => live === "polite");
    expect(regions.map(({ inner }) => inner)).toContain("New comment by Ada");

    await screen.getByRole("textbox", { name: "Your comment" }).fill("So it is.");
    await screen.getByRole("button", { name: "Post comment" }).click();
    await comments.nth(2).waitFor();
    await ada.do(addDocumentComment, { name, text: "Again." });
    await comments.nth(3).waitFor();
    await expect
      .poll(() => spoken)
      .toEqual(["New comment by Ada", "Your comment is posted", "New comment by Ada"]);
    await screen.context().close();
  },
);
