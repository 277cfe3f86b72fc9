import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import type { Person } from "../support/person.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

let server: TestServer;
let browser: OpenBrowser;
let boardPath: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community, board } = await server.home();
  boardPath = `/c/${community.slug}/b/${board.id}`;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = async (path: string, who?: Person): Promise<Page> => {
  const page = await browser.page(server.url, who);
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
};

const row = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });
const voteOn = (page: Page, title: string) => row(page, title).getByRole("button");

describe("a guest", () => {
  test("who votes is asked to join, and then the vote is cast in the same place [C13]", async () => {
    await server.idea({ title: "Worth joining for" });
    const page = await open(boardPath);
    await voteOn(page, "Worth joining for").click();
    const dialog = page.getByRole("dialog", { name: "Join to vote" });
    await dialog.getByLabel("Name").fill("Newcomer");
    await dialog.getByLabel("E-mail").fill(`${randomUUID()}@example.com`);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign up" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect
      .poll(() => voteOn(page, "Worth joining for").getAttribute("aria-pressed"))
      .toBe("true");
    await expect.poll(() => voteOn(page, "Worth joining for").textContent()).toContain("1");
    expect(new URL(page.url()).pathname).toBe(boardPath);
  });

  test("who comments logs in without losing a word [C9, C13]", async () => {
    const idea = await server.idea({ title: "Worth a word" });
    const ada = await server.user("Ada");
    const page = await open(`${boardPath}/i/${idea.id}`);
    await page.getByLabel("Your comment").fill("I was here before I logged in.");
    await page.getByRole("button", { name: "Post comment" }).click();
    const dialog = page.getByRole("dialog", { name: "Join to comment" });
    await dialog.getByRole("button", { name: "I have an account already" }).click();
    await dialog.getByLabel("E-mail").fill(ada.account?.email ?? "");
    await dialog.getByLabel("Password").fill("not the right one");
    await dialog.getByRole("button", { name: "Log in" }).click();
    await dialog.getByRole("alert").getByText("E-mail or password is not right.").waitFor();
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("article", { name: "Comment by Ada" }).waitFor();
    expect(await page.getByLabel("Your comment").inputValue()).toBe("");
  });

  test("who logs in on the page for it comes back to where they were [C13]", async () => {
    const ada = await server.user("Ada");
    const page = await open(`${boardPath}?sort=new`);
    await page.getByRole("link", { name: "Log in" }).click();
    await page.getByLabel("E-mail").fill(ada.account?.email ?? "");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL(`**${boardPath}?sort=new`);
    await page.getByRole("link", { name: "Ada" }).waitFor();
  });
});

describe("by keyboard alone", () => {
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });

  const tabTo = async (page: Page, text: string) => {
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)).includes(text)) {
        return;
      }
    }
    throw new Error(`Tab never came to “${text}”`);
  };

  test("one posts an idea, and is on its page [C14]", async () => {
    const page = await open(boardPath, await server.member());
    await page.getByRole("button", { name: "Post idea" }).first().waitFor();
    await tabTo(page, "Post idea");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Written without a mouse");
    await page.keyboard.press("Tab");
    await page.keyboard.type("From *beginning* to end.");
    await tabTo(page, "Post idea");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Written without a mouse" }).waitFor();
  });

  test("one votes and takes it back [C14]", async () => {
    await server.idea({ title: "Voted with the space bar" });
    const page = await open(boardPath, await server.member());
    const vote = voteOn(page, "Voted with the space bar");
    await vote.waitFor();
    await tabTo(page, "Vote for “Voted with the space bar”");
    await page.keyboard.press("Space");
    await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Space");
    await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("false");
    await expect.poll(() => vote.textContent()).toContain("0");
  });

  test("one skips to the content, and a dialog gives the keyboard back [C14]", async () => {
    const page = await open(boardPath, await server.member());
    await page.getByRole("button", { name: "Post idea" }).first().waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to content");
    await tabTo(page, "Post idea");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toContain("Post idea");
  });

  test("one answers and changes a comment, or does not, and goes on from there [C61]", async () => {
    const idea = await server.idea({ title: "Worth an answer" });
    const ada = await server.user("Ada");
    await ada.do(addComment, { ideaId: idea.id, text: "First words" });
    const page = await open(`${boardPath}/i/${idea.id}`, ada);
    const atKeyboard = () => page.locator("article:focus").textContent();
    const press = (name: string) => page.getByRole("button", { name, exact: true }).press("Enter");

    await press("Reply");
    await press("Cancel");
    expect(await atKeyboard()).toContain("First words");

    await press("Reply");
    await page.getByLabel("Your reply to Ada").fill("Second words");
    await page.getByRole("button", { name: "Reply" }).last().press("Enter");
    await page.getByText("Second words", { exact: true }).waitFor();
    await expect.poll(atKeyboard).toContain("First words");

    await page.getByRole("button", { name: "More about the comment by Ada" }).last().press("Enter");
    await page.getByRole("menuitem", { name: "Edit comment" }).press("Enter");
    await page.getByRole("textbox", { name: "Edit comment" }).fill("Third words");
    await press("Save");
    await expect.poll(atKeyboard).toMatch(/^(?!.*First words).*Third words/u);
  });

  test("a manager hides a comment with a reason and shows it again [C14, C20]", async () => {
    const idea = await server.idea({ title: "To moderate" });
    const page = await open(`${boardPath}/i/${idea.id}`, await server.member("moderator"));
    await page.getByRole("button", { name: "More about this idea" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Hide" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Twice the same");
    await page.keyboard.press("Enter");
    await page.getByText("Hidden: only staff can see this").waitFor();
    await page.getByRole("button", { name: "Show again" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Not the same after all");
    await page.keyboard.press("Enter");
    await page.getByText("Hidden: only staff can see this").waitFor({ state: "detached" });
  });
});

describe("what one is writing", () => {
  test("is there again after the page was closed, and gone once it is sent [C9]", async () => {
    const page = await open(boardPath, await server.member());
    const post = page.getByRole("button", { name: "Post idea" }).first();
    const dialog = page.getByRole("dialog");
    await post.click();
    await dialog.getByLabel("In one sentence").fill("Half an idea");
    await dialog.getByLabel("Tell more").fill("寫到一半");
    await page.reload();
    await post.click();
    expect(await dialog.getByLabel("In one sentence").inputValue()).toBe("Half an idea");
    expect(await dialog.getByLabel("Tell more").inputValue()).toBe("寫到一半");
    await dialog.getByRole("button", { name: "Post idea" }).click();
    await page.getByRole("heading", { level: 1, name: "Half an idea" }).waitFor();
    await page.goto(boardPath);
    await post.click();
    expect(await dialog.getByLabel("In one sentence").inputValue()).toBe("");
  });

  test("comes with what is wrong at its field, in one's own words [C9]", async () => {
    const page = await open(boardPath, await server.member());
    await page.getByRole("button", { name: "Post idea" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Tell more").fill("No title");
    await dialog.getByRole("button", { name: "Post idea" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByLabel("In one sentence").getAttribute("aria-invalid")).toBe("true");
    expect(await dialog.getByLabel("Tell more").inputValue()).toBe("No title");
  });
});

test("the owner invites, the guest follows the link and is a manager [C13]", async () => {
  const { community } = await server.home();
  const page = await open(`/c/${community.slug}/members`, server.owner);
  await page.getByLabel("As").selectOption("manager");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = new URL(await page.getByLabel("Invitation link").inputValue());

  const invited = await open(link.pathname + link.hash);
  await invited.getByLabel("Name").fill("Invited");
  await invited.getByLabel("E-mail").fill(`${randomUUID()}@example.com`);
  await invited.getByLabel("Password").fill(PASSWORD);
  await invited.getByRole("button", { name: "Sign up" }).click();
  await invited.getByRole("button", { name: "Accept" }).click();
  await invited.waitForURL(`**/c/${community.slug}`);
  await invited.getByRole("button", { name: "Create a board" }).waitFor();
});
