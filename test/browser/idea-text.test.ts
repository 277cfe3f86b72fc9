import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { documentName } from "../../shared/documents/documentName.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { UserId } from "../../shared/protocol/ids.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

// Two browsers, each with an editor to load.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let maarten: Person;
let ada: Person;
let boardPath: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community, board } = await server.home();
  boardPath = `/c/${community.slug}/b/${board.id}`;
  [maarten, ada] = await Promise.all([
    server.member("manager", "Maarten"),
    server.member("customer", "Ada"),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = async (idea: Idea, who?: Person, width = 1280): Promise<Screen> => {
  const screen = await browser.page(server.url, who, { width });
  await screen.goto(`${boardPath}/i/${idea.id}`);
  await screen.getByRole("heading", { level: 1, name: idea.title }).waitFor();
  return screen;
};
const text = (screen: Screen) => screen.getByRole("textbox", { name: "Text of the idea" });

test("an idea's text is written by two at once, and read as it is written, without an editor [C34]", async () => {
  const idea = await server.idea({ title: "Lights", body: "They **shine**." }, ada);
  const [hers, his, reader] = await Promise.all([
    open(idea, ada, 390),
    open(idea, maarten),
    open(idea),
  ]);
  await Promise.all(
    [hers, his].map((screen) => screen.getByRole("button", { name: "Edit text" }).click()),
  );
  await Promise.all([text(hers).waitFor(), text(his).waitFor()]);
  await text(hers).click();
  await hers.keyboard.press("Control+End");
  await hers.keyboard.type(" At night.");
  await hers.getByText("Saved").waitFor();

  await text(his).getByText("At night.").waitFor();
  await text(his).locator(".document-caret").getByText("Ada").waitFor();
  await reader.getByText("They shine. At night.").waitFor();
  expect(await reader.getByRole("button", { name: /Edit text|Comment or suggest/ }).count()).toBe(
    0,
  );
  expect(await reader.locator("[contenteditable]").count()).toBe(0);

  // What an idea has no need of is not offered.
  expect(await his.getByRole("toolbar").getByRole("button", { name: "Bold" }).count()).toBe(1);
  expect(await his.getByRole("toolbar").getByRole("button", { name: "Table" }).count()).toBe(0);
  // What is not saved is not left behind.
  await hers.context().setOffline(true);
  const section = hers.getByRole("region", { name: "Text of the idea" });
  await section.getByText("Offline, your changes are kept").waitFor();
  await text(hers).click();
  await hers.keyboard.press("Control+End");
  await hers.keyboard.type(" Always.");
  await hers.getByRole("button", { name: "Done" }).click();
  await hers.context().setOffline(false);
  await hers.getByText("They shine. At night. Always.").waitFor();
  await text(hers).waitFor({ state: "detached" });
  expect(await text(hers).count()).toBe(0);
  await Promise.all([hers, his, reader].map((screen) => screen.context().close()));
});

test("who may not write it suggests; once accepted they are named with the author and write it too, until they are taken off [C34]", async () => {
  const idea = await server.idea({ title: "A bell", body: "It rings." }, maarten);
  const hers = await open(idea, ada);
  await hers.getByRole("button", { name: "Comment or suggest" }).click();
  await hers.getByRole("button", { name: "Suggest changes" }).click();
  const draft = hers.getByRole("textbox", { name: "The text as you would have it" });
  await draft.click();
  await hers.keyboard.press("Control+End");
  await hers.keyboard.type(" Twice.");
  await hers.getByRole("button", { name: "Send suggestion" }).click();
  await hers.getByRole("complementary", { name: "Suggestions" }).getByText("Ada").waitFor();

  const his = await open(idea, maarten);
  await his.getByRole("button", { name: "1 suggestion is waiting" }).click();
  await his.getByRole("complementary", { name: "Suggestions" }).getByText("Ada").click();
  await his.getByRole("button", { name: "Accept" }).click();
  await text(his).getByText("It rings. Twice.").waitFor();
  await his.getByText("with Ada").waitFor();

  await text(hers).getByText("It rings. Twice.").waitFor();
  await text(hers).click();
  await hers.keyboard.press("Control+End");
  await hers.keyboard.type(" Loudly.");
  await text(his).getByText("It rings. Twice. Loudly.").waitFor();

  await his.getByRole("button", { name: "More about this idea" }).click();
  await his.getByRole("menuitem", { name: "Co-authors" }).click();
  await his.getByRole("button", { name: "Take Ada off as a co-author" }).click();
  await his.getByText("with Ada").waitFor({ state: "detached" });
  await hers.getByText("with Ada").waitFor({ state: "detached" });
  const whole = hers.getByRole("region", { name: "Text of the idea" });
  await whole.getByRole("button", { name: "Suggest changes" }).waitFor();
  await text(hers).waitFor({ state: "detached" });
  await Promise.all([hers.context().close(), his.context().close()]);
});

test("a long text is read to its end, and its idea's name is changed all the same [I17]", async () => {
  const idea = await server.idea({ title: "Saddles", body: "First." }, ada);
  const name = documentName({ type: "idea", id: idea.id });
  const long = `${"They are long. ".repeat(1500)}\n\nThe very end.`;
  const by = { id: UserId.parse(ada.id), name: "Ada" };
  await server.app.documents.replace(name, by, { tree: treeOfMarkdown(long) });
  await vi.waitFor(
    async () => expect((await ada.do(getIdea, { ideaId: idea.id })).body.isCut).toBe(true),
    { timeout: 10_000 },
  );
  const reader = await open(idea);
  await reader.getByText("The very end.").waitFor();
  await reader.context().close();

  const hers = await open(idea, ada);
  await hers.getByText("The very end.").waitFor();
  await hers.getByRole("button", { name: "More about this idea" }).click();
  await hers.getByRole("menuitem", { name: "Edit idea" }).click();
  await hers.getByText("The text is too long to be changed here.").waitFor();
  await hers.getByLabel("In one sentence").fill("Soft saddles");
  await hers.getByRole("button", { name: "Save" }).click();
  await hers.getByRole("heading", { level: 1, name: "Soft saddles" }).waitFor();
  await hers.getByText("The very end.").waitFor();
  await hers.context().close();
});
