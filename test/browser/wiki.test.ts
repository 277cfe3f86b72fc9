import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

// Two browsers, each with an editor to load.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let mei: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  [maarten, mei] = await Promise.all([
    server.member("manager", "Maarten"),
    server.member("moderator", "梅"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) => screen.getByRole("textbox", { name: "Text of the page" });

const open = async (page: Page, who: Person): Promise<Screen> => {
  const screen = await browser.page(server.url, who);
  await screen.goto(`${wikiPath}/${page.id}`);
  await text(screen).waitFor();
  return screen;
};

/** The words of the text, without the names at the carets of others. */
const written = (screen: Screen): Promise<string> =>
  text(screen).evaluate((element) => {
    const words = element.cloneNode(true) as HTMLElement;
    words.querySelectorAll(".document-caret").forEach((caret) => caret.remove());
    return (words.textContent ?? "").replaceAll("\u2060", "");
  });

const closed = async (...screens: Screen[]) => {
  await Promise.all(screens.map((screen) => screen.context().close()));
};

describe("two people on one page", () => {
  test("see each other, and what the other writes, and each undoes their own [C22, C27]", async () => {
    const page = await server.page({ title: "Written by two" }, maarten);
    const [his, hers] = await Promise.all([open(page, maarten), open(page, mei)]);
    await text(his).pressSequentially("# Frames\nSteel, **not** aluminium");
    await hers.getByRole("heading", { name: "Frames" }).waitFor();
    await hers.getByText("Steel, not aluminium").waitFor();
    expect(await text(hers).locator("strong").textContent()).toBe("not");
    await hers.getByText("Also here: Maarten").waitFor({ state: "attached" });
    await text(hers).locator(".document-caret").getByText("Maarten").waitFor();
    await his.getByText("Saved").waitFor();

    await text(hers).getByText("Steel").click();
    await hers.keyboard.press("End");
    await hers.keyboard.type("!");
    await his.getByText("Steel, not aluminium!").waitFor();
    await his.keyboard.type(" Reynolds");
    await text(hers).getByText("Reynolds").waitFor();
    await hers.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => text(his).innerText()).not.toContain("!");
    expect(await text(his).innerText()).toContain("Steel, not aluminium Reynolds");
    await closed(his, hers);
  });

  test("an input method's word stays whole while the other writes at the same place [C24]", async () => {
    const page = await server.page({ title: "Composed" }, maarten);
    const [his, hers] = await Promise.all([open(page, maarten), open(page, mei)]);
    const protocol = await hers.context().newCDPSession(hers);
    const compose = (word: string) =>
      protocol.send("Input.imeSetComposition", {
        text: word,
        selectionStart: word.length,
        selectionEnd: word.length,
      });
    await text(hers).click();
    await hers.keyboard.insertText("車架");
    await his.getByText("車架").click();
    await his.keyboard.press("End");

    await compose("gang");
    await his.keyboard.type("STEEL");
    await his.getByText("Saved").waitFor();
    await compose("gangtie");
    await expect.poll(() => written(his)).toContain("gangtie");
    expect(await written(hers)).toBe("車架gangtie");

    await protocol.send("Input.insertText", { text: "鋼鐵" });
    await expect.poll(() => written(hers)).toContain("STEEL");
    expect(await written(hers)).toMatch(/^車架(?:鋼鐵STEEL|STEEL鋼鐵)$/);
    await expect.poll(async () => await written(his)).toBe(await written(hers));
    await closed(his, hers);
  });

  test("whose right to edit is taken goes on as a reader [C12]", async () => {
    const page = await server.page({ title: "No longer hers" }, maarten);
    const [his, hers] = await Promise.all([open(page, maarten), open(page, mei)]);
    await text(hers).pressSequentially("Hers.");
    await his.getByText("Hers.").waitFor();
    await maarten.do(setPageRights, {
      pageId: page.id,
      rights: {
        read: "customer",
        comment: "customer",
        suggest: "customer",
        edit: "manager",
        members: [],
      },
    });
    await hers.getByRole("document", { name: "Text of the page" }).getByText("Hers.").waitFor();
    expect(await hers.getByRole("toolbar", { name: "Text tools" }).count()).toBe(0);
    await text(his).pressSequentially("His. ");
    await hers.getByText("His. Hers.").waitFor();
    await closed(his, hers);
  });
});

test("what is written offline is kept over a reload and arrives when the server is back [C25, C26]", async () => {
  const page = await server.page({ title: "In a tunnel" }, maarten);
  const [his, hers] = await Promise.all([open(page, maarten), open(page, mei)]);
  await text(his).pressSequentially("Before. ");
  await hers.getByText("Before.").waitFor();

  await his.context().setOffline(true);
  await his.getByText("Offline, your changes are kept").first().waitFor();
  await text(his).pressSequentially("Underground. ");
  await hers.keyboard.press("Control+Home");
  await text(hers).pressSequentially("Meanwhile. ");
  await hers.getByText("Saved").waitFor();
  expect(await text(hers).innerText()).not.toContain("Underground");
  // The window is closed while there is no network; another finds what was written in it.
  const context = his.context();
  await his.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${wikiPath}/${page.id}`);

  for (const screen of [again, hers]) {
    await expect.poll(() => text(screen).innerText()).toContain("Underground.");
    await expect.poll(() => text(screen).innerText()).toContain("Meanwhile.");
  }
  await again.getByText("Saved").waitFor();
  await closed(again, hers);
});

describe("by keyboard alone", () => {
  test("one makes a page, formats, puts a table in and leaves it [C14]", async () => {
    const screen = await browser.page(server.url, maarten);
    await screen.goto(wikiPath);
    await screen.getByRole("button", { name: "New page" }).first().press("Enter");
    await screen.keyboard.type("Made by keyboard");
    await screen.keyboard.press("Enter");
    await text(screen).focus();
    await screen.keyboard.type("/tab");
    await screen.getByRole("option", { name: "Table" }).waitFor();
    await screen.keyboard.press("Enter");
    await screen.keyboard.type("Size");
    await screen.keyboard.press("Tab");
    await screen.keyboard.type("Reach");
    await expect
      .poll(() => screen.getByRole("columnheader").allTextContents())
      .toEqual(["Size", "Reach", ""]);

    await screen.keyboard.press("Alt+F10");
    const focused = () => screen.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toBe("Undo");
    await screen.keyboard.press("Escape");
    await expect.poll(focused).toBe("Text of the page");
    await screen.keyboard.press("Escape");
    await screen.keyboard.press("Tab");
    await expect.poll(focused).not.toBe("Text of the page");
    await closed(screen);
  });
});
