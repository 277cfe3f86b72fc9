import type { CDPSession, Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

// Two browsers, each with an editor to load.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let maarten: Person;
let mei: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  await server.home();
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

/** The lines of the text, without the names at the carets of others. */
const lines = (screen: Screen): Promise<string[]> =>
  text(screen).evaluate((element) => {
    const words = element.cloneNode(true) as HTMLElement;
    words.querySelectorAll(".document-caret").forEach((caret) => caret.remove());
    return [...words.querySelectorAll("p")].map((line) =>
      (line.textContent ?? "").replaceAll("\u2060", ""),
    );
  });

interface Pair {
  his: Screen;
  hers: Screen;
  /** As an input method of hers does: nothing ends it but `commit`. */
  compose: (word: string) => Promise<unknown>;
  commit: (word: string) => Promise<unknown>;
  close: () => Promise<unknown>;
}

/** Both at the end of 「車架」, which she has written. */
const pair = async (title: string): Promise<Pair> => {
  const { community } = await server.home();
  const page = await server.page({ title }, maarten);
  const open = async (who: Person) => {
    const screen = await browser.page(server.url, who);
    await screen.goto(`/c/${community.slug}/w/${page.id}`);
    await text(screen).waitFor();
    return screen;
  };
  const [his, hers] = await Promise.all([open(maarten), open(mei)]);
  const protocol: CDPSession = await hers.context().newCDPSession(hers);
  await text(hers).click();
  await hers.keyboard.insertText("車架");
  await his.getByText("車架").click();
  await his.keyboard.press("End");
  return {
    his,
    hers,
    compose: (word) =>
      protocol.send("Input.imeSetComposition", {
        text: word,
        selectionStart: word.length,
        selectionEnd: word.length,
      }),
    commit: (word) => protocol.send("Input.insertText", { text: word }),
    close: () => Promise.all([his.context().close(), hers.context().close()]),
  };
};

const same = async ({ his, hers }: Pair): Promise<string[]> => {
  const both = async () => Promise.all([lines(his), lines(hers)]);
  await expect.poll(async () => new Set((await both()).map(String)).size).toBe(1);
  return lines(hers);
};

/** To the beginning of his line, where nothing of hers moves his caret any more: all that she did has come. */
const home = async ({ his, hers }: Pair): Promise<void> => {
  await hers.getByText("Saved").waitFor();
  await his.keyboard.press("Home");
  // The editor hears of the caret's new place in a turn of its own.
  await his.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
};

test("a word is composed to its end though the letters before it are deleted [C24]", async () => {
  const both = await pair("Deleted before");
  const { his, hers, compose, commit } = both;
  await compose("gang");
  await expect.poll(() => lines(his)).toEqual(["車架gang"]);
  await home(both);
  await his.keyboard.press("Delete");
  await his.keyboard.press("Delete");
  await his.getByText("Saved").waitFor();
  await compose("gangtie");
  expect(await lines(hers)).toEqual(["車架gangtie"]);
  await commit("鋼鐵");
  await expect.poll(() => lines(hers)).toEqual(["鋼鐵"]);
  expect(await same(both)).toEqual(["鋼鐵"]);
  await both.close();
});

test("a word is composed to its end though its line moves down [C24]", async () => {
  const both = await pair("Moved down");
  const { his, hers, compose, commit } = both;
  await compose("gang");
  await expect.poll(() => lines(his)).toEqual(["車架gang"]);
  await home(both);
  await his.keyboard.press("Enter");
  await his.getByText("Saved").waitFor();
  await compose("gangtie");
  expect(await lines(hers)).toEqual(["車架gangtie"]);
  await commit("鋼鐵");
  await expect.poll(async () => (await lines(hers)).length).toBe(2);
  expect(await same(both)).toEqual(["", "車架鋼鐵"]);
  await both.close();
});

test("what comes while a word is given up is let in once it is [C24]", async () => {
  const both = await pair("Given up");
  const { his, hers, compose, commit } = both;
  await compose("gang");
  await his.keyboard.type("STEEL");
  await his.getByText("Saved").waitFor();
  expect((await lines(hers))[0]).toBe("車架gang");
  await compose("");
  await commit("");
  await expect.poll(async () => (await lines(hers))[0]).toContain("STEEL");
  expect(await same(both)).toEqual(["車架STEEL"]);
  await both.close();
});

test("two compose at the same place, and both words stay whole [C24]", async () => {
  const both = await pair("Both at once");
  const { his, hers, compose, commit } = both;
  const protocol = await his.context().newCDPSession(his);
  const composeHis = (word: string) =>
    protocol.send("Input.imeSetComposition", {
      text: word,
      selectionStart: word.length,
      selectionEnd: word.length,
    });
  await compose("gang");
  await composeHis("lv");
  await compose("gangtie");
  await composeHis("lvhejin");
  await commit("鋼鐵");
  await protocol.send("Input.insertText", { text: "鋁合金" });
  await expect.poll(async () => (await lines(hers))[0]).toContain("鋁合金");
  await expect.poll(async () => (await lines(his))[0]).toContain("鋼鐵");
  expect((await same(both))[0]).toMatch(/^車架(?:鋼鐵鋁合金|鋁合金鋼鐵)$/);
  await both.close();
});

test("a caret that a key has moved is not put back by what others write [C41]", async () => {
  const both = await pair("Moved");
  const { his, hers } = both;
  await hers.keyboard.press("Enter");
  await his.getByText("Saved").waitFor();
  // As many as there is room for in a line.
  const strokes = 25;
  const herWords = hers.keyboard.type("x".repeat(5 * strokes), { delay: 5 });
  // As fast as hands can be: what his own last key did is over.
  const delay = 15;
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    await his.keyboard.press("Home", { delay });
    await his.keyboard.press("a", { delay });
    await his.keyboard.press("End", { delay });
    await his.keyboard.press("b", { delay });
  }
  await herWords;
  const [his1] = await same(both);
  expect(his1).toBe(`${"a".repeat(strokes)}車架${"b".repeat(strokes)}`);
  await both.close();
});
