import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
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
let ada: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  [maarten, ada] = await Promise.all([
    server.member("manager", "Maarten"),
    server.member("customer", "Ada"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = (screen: Screen) =>
  screen
    .getByRole("textbox", { name: "Text of the page" })
    .or(screen.getByRole("document", { name: "Text of the page" }));

const open = async (page: Page, who: Person, width = 1280): Promise<Screen> => {
  const screen = await browser.page(server.url, who, { width });
  await screen.goto(`${wikiPath}/${page.id}`);
  await text(screen).waitFor();
  return screen;
};

const aPage = async (title: string, words: string): Promise<{ page: Page; his: Screen }> => {
  const page = await server.page({ title }, maarten);
  const his = await open(page, maarten);
  await text(his).pressSequentially(words);
  await his.getByText("Saved").waitFor();
  return { page, his };
};

test("words are marked, talked about by one who may not edit, answered and resolved; the other sees it at once [C28, C31]", async () => {
  const { page, his } = await aPage("Talked about", "Frames are made of steel.");
  const hers = await open(page, ada);
  await text(hers)
    .getByText("Frames")
    .dblclick({ position: { x: 10, y: 8 } });
  await hers.getByRole("button", { name: "Comment", exact: true }).click();
  const panel = hers.getByRole("complementary", { name: "Comments" });
  await panel.getByLabel("Your comment").fill("All of them?");
  await panel.getByRole("button", { name: "Post comment" }).click();
  await text(hers).locator(".document-commented", { hasText: "Frames" }).waitFor();

  await his.getByRole("button", { name: "Comments 1" }).click();
  await text(his).locator(".document-commented", { hasText: "Frames" }).waitFor();
  const thread = his.getByRole("complementary", { name: "Comments" }).getByRole("listitem");
  await thread.getByText("All of them?").waitFor();
  await thread.getByRole("button", { name: "React" }).click();
  await thread.getByRole("button", { name: "Thanks" }).click();
  await panel.getByRole("button", { name: "Thanks 1" }).waitFor();
  await thread.getByRole("button", { name: "Reply" }).click();
  await his.keyboard.type("All but one.");
  await thread.getByRole("button", { name: "Reply" }).click();
  await panel.getByText("All but one.").waitFor();

  // The words move with the text around them.
  await text(his).click();
  await his.keyboard.press("Control+Home");
  await his.keyboard.type("Our ");
  await text(hers).getByText("Our Frames").waitFor();
  expect(await text(hers).locator(".document-commented").allInnerTexts()).toEqual(["Frames"]);

  await his.getByRole("button", { name: "More about the comment by Maarten" }).click();
  await his.getByRole("menuitem", { name: "Edit comment" }).click();
  await thread.getByLabel("Edit comment").fill("All but two.");
  await thread.getByRole("button", { name: "Save" }).click();
  await panel.getByText("All but two.").waitFor();
  await panel.getByText("Edited").waitFor();
  // Hers: he is staff, and may remove it but not put words into her mouth.
  await his.getByRole("button", { name: "More about the comment by Ada" }).click();
  expect(await his.getByRole("menuitem").allInnerTexts()).toEqual(["Remove comment"]);
  await his.keyboard.press("Escape");
  await his.getByRole("button", { name: "More about the comment by Maarten" }).click();
  await his.getByRole("menuitem", { name: "Remove comment" }).click();
  await his.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await panel.getByText("All but two.").waitFor({ state: "detached" });

  await thread.getByRole("button", { name: "Resolve" }).click();
  await text(hers).locator(".document-commented").waitFor({ state: "detached" });
  await Promise.all([his.context().close(), hers.context().close()]);
});

test("a suggestion changes nothing until it is accepted, and then with what was written meanwhile [C29, C44]", async () => {
  const { page, his } = await aPage("Suggested to", "The saddle is low.");
  const hers = await open(page, ada);
  await hers.getByRole("button", { name: "Suggest changes" }).click();
  const draft = hers.getByRole("textbox", { name: "The text as you would have it" });
  await draft.waitFor();
  await draft.click();
  await hers.keyboard.press("Control+End");
  await hers.keyboard.type(" Too low.");
  await hers.getByLabel("Why?").fill("I am tall");
  await hers.getByRole("button", { name: "Send suggestion" }).click();
  await hers.getByRole("complementary", { name: "Suggestions" }).getByText("I am tall").waitFor();
  expect(await text(his).innerText()).toContain("The saddle is low.");
  expect(await text(his).innerText()).not.toContain("Too low.");

  await his.getByRole("button", { name: "Suggestions 1" }).click();
  await text(his).click();
  await his.keyboard.press("Control+Home");
  await his.keyboard.type("New: ");
  await his.getByText("Saved").waitFor();
  await his.getByText("I am tall").click();
  const preview = his.getByRole("region", { name: "Suggested change" });
  expect(await preview.locator("ins").innerText()).toContain("Too low.");
  await preview.getByRole("button", { name: "Accept" }).press("Enter");
  for (const screen of [his, hers]) {
    await text(screen).getByText("New: The saddle is low. Too low.").waitFor();
  }
  await Promise.all([his.context().close(), hers.context().close()]);
});

test("a suggestion that is refused leaves the text as it was; one begins it where suggestions stand too [C29, C44]", async () => {
  const { page, his } = await aPage("Not so", "It stays.");
  const hers = await open(page, ada, 390);
  await hers.getByRole("button", { name: "Suggestions" }).click();
  await hers.getByRole("dialog").getByRole("button", { name: "Suggest changes" }).click();
  const draft = hers.getByRole("textbox", { name: "The text as you would have it" });
  await draft.click();
  await hers.keyboard.type("Or does it? ");
  await hers.getByRole("button", { name: "Send suggestion" }).click();
  await hers.getByRole("dialog").getByText("Without a note").waitFor();
  await his.getByRole("button", { name: "Suggestions 1" }).click();
  await his.getByText("Without a note").click();
  await his.getByRole("button", { name: "Refuse" }).click();
  await text(his).getByText("It stays.").waitFor();
  expect(await text(his).innerText()).not.toContain("Or does it");
  await Promise.all([his.context().close(), hers.context().close()]);
});

test("a version is kept by name, compared with what came before and after, renamed and restored for everybody [C30, C31]", async () => {
  const { page, his } = await aPage("With a past", "Steel.");
  await his.getByRole("button", { name: "History" }).click();
  await his.getByLabel("Name for the text as it is now").fill("Before the doubt");
  await his.getByRole("button", { name: "Keep this version" }).click();
  const version = his.getByRole("button", { name: "Before the doubt" });
  await version.waitFor();
  await text(his).click();
  await his.keyboard.press("Control+End");
  await his.keyboard.type(" Or carbon?");
  await his.getByText("Saved").waitFor();
  const hers = await open(page, ada);
  await text(hers).getByText("Steel. Or carbon?").waitFor();

  await version.click();
  const preview = his.getByRole("region", { name: "A version" });
  expect(await preview.locator("ins").innerText()).toContain("Or carbon?");
  await preview.getByRole("button", { name: "Rename" }).click();
  await preview.getByLabel("Name of this version").fill("Before the carbon");
  await preview.getByRole("button", { name: "Save" }).click();
  await his.getByRole("button", { name: "Before the carbon" }).waitFor();
  await preview.getByText("Before the carbon").waitFor();
  await preview.getByRole("button", { name: "Show it whole" }).click();
  await preview.getByText("Steel.", { exact: true }).waitFor();
  await his.getByLabel("Name for the text as it is now").fill("With the carbon");
  await his.getByRole("button", { name: "Keep this version" }).click();
  await his.getByRole("button", { name: "With the carbon" }).click();
  await preview.getByText("Nothing is different.").waitFor();
  await preview.getByRole("button", { name: "Changes in it" }).click();
  expect(await preview.locator("ins").innerText()).toContain("Or carbon?");
  await his.getByRole("button", { name: "Before the carbon" }).click();
  await preview.getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => text(hers).innerText()).not.toContain("carbon");
  expect(await text(hers).innerText()).toContain("Steel.");
  await Promise.all([his.context().close(), hers.context().close()]);
});

test("somebody is named in a comment by the keyboard alone; Escape leaves what was typed; closed, the panel gives the focus back [C14, C45]", async () => {
  await server.member("moderator", "Aoife");
  const { his } = await aPage("Who knows", "Nobody.");
  await his.getByRole("button", { name: "Comments" }).click();
  const panel = his.getByRole("complementary", { name: "Comments" });
  const words = panel.getByLabel("Your comment");
  const found = panel.getByRole("option");
  await words.pressSequentially("Ask @Aoi");
  await found.getByText("@Aoife").waitFor();
  await words.press("Enter");
  await expect.poll(() => words.inputValue()).toBe("Ask @Aoife ");
  expect(await found.count()).toBe(0);
  await words.pressSequentially("or @Maa");
  await found.getByText("@Maarten").waitFor();
  await words.press("Escape");
  await found.waitFor({ state: "detached" });
  expect(await words.inputValue()).toBe("Ask @Aoife or @Maa");
  await panel.getByRole("button", { name: "Close" }).press("Enter");
  await panel.waitFor({ state: "detached" });
  const opener = his.getByRole("button", { name: "Comments" });
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await his.context().close();
});

test("one sees what one has said behind many comments, and how many there are [C54]", async () => {
  const { page, his } = await aPage("Much talked about", "Frames.");
  await his.context().close();
  const name = documentName({ type: "page", id: page.id });
  const say = (number: number) => ada.do(addDocumentComment, { name, text: `Said ${number}` });
  await say(0);
  await Promise.all(Array.from({ length: 59 }, (_, number) => say(number + 1)));
  const screen = await open(page, maarten);
  await screen.getByRole("button", { name: "Comments 50+" }).click();
  await screen.getByRole("textbox", { name: "Your comment" }).fill("Mine, the last.");
  await screen.getByRole("button", { name: "Post comment" }).click();
  const mine = screen.getByRole("listitem").filter({ hasText: "Mine, the last." });
  await mine.waitFor();
  await expect
    .poll(() => mine.evaluate((card) => card.getBoundingClientRect().bottom <= window.innerHeight))
    .toBe(true);
  await screen.getByRole("button", { name: "Comments 61" }).waitFor();
  await screen.context().close();
});

test("who wrote what is shown in tables, lists and tasks, with their empty cells [C58]", async () => {
  const { community } = await server.home();
  const page = await maarten.do(importPage, {
    communityId: community.id,
    title: "Who wrote it",
    format: "markdown",
    source: "| Part | Mass |\n|---|---|\n| Fork | |\n| | 2 kg |\n\n3. Cut\n4. Weld\n\n- [x] Paint",
  });
  const screen = await browser.page(server.url, ada);
  await screen.goto(`${wikiPath}/${page.id}?look=authors`);
  const said = screen.getByRole("region", { name: "Who wrote what" });
  await said.getByText("Weld").waitFor();
  const rows = await said
    .getByRole("row")
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => [cell.tagName, cell.textContent])),
    );
  expect(rows).toEqual([
    [
      ["TH", "Maarten: Part"],
      ["TH", "Maarten: Mass"],
    ],
    [
      ["TD", "Maarten: Fork"],
      ["TD", ""],
    ],
    [
      ["TD", ""],
      ["TD", "Maarten: 2 kg"],
    ],
  ]);
  expect(await said.locator("ol").getAttribute("start")).toBe("3");
  expect(await said.locator("ol > li").allTextContents()).toEqual([
    "Maarten: Cut",
    "Maarten: Weld",
  ]);
  expect(await said.getByRole("checkbox", { name: "Done" }).isChecked()).toBe(true);
  await screen.context().close();
});
