import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { castVote } from "../../shared/votes/castVote.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

/** Long enough for a busy machine, and far shorter than until anything is asked for again. */
const SOON = { timeout: 5000 };

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

describe("two people on one board", () => {
  test("see what the other posts, votes, says and answers within a second [C22]", async () => {
    const [ada, manager] = [await server.member("customer", "Ada"), await server.member("manager")];
    const hers = await open(boardPath, ada);
    const his = await open(boardPath, manager);
    await his.getByText("2 here now").waitFor();

    await hers.getByRole("button", { name: "Post idea" }).first().click();
    const form = hers.getByRole("dialog");
    await form.getByLabel("In one sentence").fill("A bell that cars can hear");
    await form.getByLabel("Tell more").fill("For **night shifts**.");
    await form.getByLabel("Tags").fill("bell，lights");
    await form.getByRole("button", { name: "Post idea" }).click();
    await hers.getByRole("heading", { level: 1, name: "A bell that cars can hear" }).waitFor();
    await row(his, "A bell that cars can hear").waitFor(SOON);

    await hers.getByRole("button", { name: "Vote", exact: true }).first().click();
    await expect
      .poll(() => voteOn(his, "A bell that cars can hear").textContent(), SOON)
      .toContain("1");

    await his.getByRole("link", { name: "A bell that cars can hear" }).click();
    await his.getByRole("heading", { level: 1, name: "A bell that cars can hear" }).waitFor();
    await hers.getByLabel("Your comment").fill("I would pay for it.");
    await hers.getByRole("button", { name: "Post comment" }).click();
    await his.getByText("I would pay for it.").waitFor(SOON);

    await his.getByRole("button", { name: "Answer officially" }).click();
    await his.getByLabel("Your answer for the brand").fill("We build it this spring.");
    await his.getByLabel("Status").selectOption("building");
    await his.getByRole("button", { name: "Publish answer" }).click();
    const answer = hers.getByRole("region", { name: "Official answer" });
    await answer.getByText("We build it this spring.").waitFor(SOON);
    await hers.getByRole("heading", { name: "Building" }).waitFor(SOON);
  });

  test("a new idea that would push what is read waits until it is asked for [C4]", async () => {
    const board = await server.board({ name: "Long" });
    const { community } = await server.home();
    for (let number = 1; number <= 12; number += 1) {
      await server.idea({ boardId: board.id, title: `Old idea ${number}` });
    }
    const page = await open(`/c/${community.slug}/b/${board.id}?sort=new`);
    await row(page, "Old idea 12").waitFor();
    const before = await row(page, "Old idea 12").boundingBox();

    await server.idea({ boardId: board.id, title: "Fresh idea" });
    await page.getByRole("button", { name: "1 new idea" }).waitFor(SOON);
    expect(await row(page, "Fresh idea").count()).toBe(0);
    expect(await row(page, "Old idea 12").boundingBox()).toEqual(before);

    await page.getByRole("button", { name: "1 new idea" }).click();
    await row(page, "Fresh idea").waitFor();
  });

  test("the row being read stays under the eye when others overtake it [C5]", async () => {
    const board = await server.board({ name: "Moving" });
    const { community } = await server.home();
    const ideas = [];
    for (let number = 1; number <= 40; number += 1) {
      ideas.push(await server.idea({ boardId: board.id, title: `Idea ${number}.` }));
    }
    const page = await open(`/c/${community.slug}/b/${board.id}`);
    await row(page, "Idea 40.").waitFor();
    await page.mouse.move(500, 500);
    await page.mouse.wheel(0, 2200);
    await row(page, "Idea 20.").waitFor();
    const firstInSight = () =>
      page.evaluate(() => {
        const rows = [...document.querySelectorAll<HTMLElement>("[data-idea]")]
          .map((element) => ({
            title: element.querySelector("h2")?.textContent ?? "",
            top: element.getBoundingClientRect().top,
          }))
          .filter(({ top }) => top >= 0)
          .sort((a, b) => a.top - b.top);
        return rows[1];
      });
    await expect
      .poll(async () => (await firstInSight())?.title)
      .toBe((await firstInSight())?.title);
    const before = await firstInSight();

    const voter = await server.member();
    await voter.do(castVote, { ideaId: ideas[1]?.id ?? "" });
    const list = page.getByRole("list").filter({ has: page.locator("[data-idea]") });
    await expect.poll(() => page.evaluate(() => window.scrollY), SOON).toBeGreaterThan(0);
    // The overtaking idea is at the top now; what is being read has not moved.
    await list.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await firstInSight()).toEqual({
      title: before?.title,
      top: expect.closeTo(before?.top ?? 0, 0),
    });
    await page.evaluate(() => window.scrollTo(0, 0));
    await row(page, "Idea 2.").waitFor();
  });
});

describe("a vote", () => {
  test("shows before the server has answered, and stays [C6]", async () => {
    const idea = await server.idea({ title: "A quick vote" });
    const page = await open(boardPath, await server.member());
    const vote = voteOn(page, "A quick vote");
    await vote.click();
    expect(await vote.getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => vote.textContent()).toContain("1");
    await page.reload();
    await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
    expect(idea.votes).toBe(0);
  });

  test("is put back with the reason beside it when it is refused [C7]", async () => {
    const board = await server.board({ name: "Closing", voteBudget: 1 });
    const { community } = await server.home();
    await server.idea({ boardId: board.id, title: "First choice" });
    await server.idea({ boardId: board.id, title: "Second choice" });
    const page = await open(`/c/${community.slug}/b/${board.id}`, await server.member());
    await voteOn(page, "First choice").click();
    await page.getByText("0 of your 1 votes left").waitFor();

    await voteOn(page, "Second choice").click();
    await row(page, "Second choice").getByRole("alert").getByText("all your votes").waitFor();
    expect(await voteOn(page, "Second choice").getAttribute("aria-pressed")).toBe("false");
    expect(await voteOn(page, "Second choice").textContent()).toContain("0");
  });

  test("of another window of one's own shows in this one [C22]", async () => {
    const idea = await server.idea({ title: "Two windows" });
    const me = await server.member();
    const page = await open(boardPath, me);
    await voteOn(page, "Two windows").waitFor();
    await me.do(castVote, { ideaId: idea.id });
    await expect
      .poll(() => voteOn(page, "Two windows").getAttribute("aria-pressed"), SOON)
      .toBe("true");
  });
});
