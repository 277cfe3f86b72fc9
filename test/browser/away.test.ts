import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { Person } from "../support/person.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

// A server is started and killed in each, with two browsers open.
vi.setConfig({ testTimeout: 90_000 });

let server: SpawnedServer;
let browser: OpenBrowser;
let owner: Person;
let other: Person;
let path: string;
let boardId: string;

const signUp = async (name: string) => {
  const person = new Person(server.url);
  const email = `${name.toLowerCase()}@example.com`;
  person.account = await person.do(register, { email, password: "correct horse battery", name });
  return person;
};

beforeAll(async () => {
  [server, browser] = await Promise.all([spawnServer(), openBrowser()]);
  owner = await signUp("Olive");
  await owner.do(claimOwner, { token: server.ownerToken });
  other = await signUp("Ada");
  const community = await owner.do(createCommunity, { name: "Tread" });
  const board = await owner.do(createBoard, { communityId: community.id, name: "Next bicycle" });
  boardId = board.id;
  path = `/c/${community.slug}/b/${board.id}`;
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const open = async (who: Person): Promise<Page> => {
  const page = await browser.page(server.url, who);
  await page.goto(path);
  await page.getByRole("heading", { level: 1, name: "Next bicycle" }).waitFor();
  return page;
};

const row = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });
const voteOn = (page: Page, title: string) => row(page, title).getByRole("button");

test("both catch up by themselves after the server was killed, and nothing is missing [C11]", async () => {
  const idea = await owner.do(addIdea, { boardId, title: "Before the end" });
  const [hers, his] = [await open(owner), await open(other)];
  await his.getByText("2 here now").waitFor();
  await voteOn(his, "Before the end").click();
  await expect.poll(() => voteOn(hers, "Before the end").textContent()).toContain("1");

  await server.end("SIGKILL");
  await Promise.all(
    [hers, his].map((page) => page.getByText("Reconnecting, your changes are kept").waitFor()),
  );
  await server.start();
  await owner.do(addIdea, { boardId, title: "After the end" });

  await Promise.all(
    [hers, his].map((page) => page.getByText("Caught up").waitFor({ timeout: 20_000 })),
  );
  for (const page of [hers, his]) {
    await row(page, "After the end")
      .or(page.getByRole("button", { name: "1 new idea" }))
      .waitFor();
    await expect.poll(() => voteOn(page, "Before the end").textContent()).toContain("1");
  }
  await owner.do(castVote, { ideaId: idea.id });
  await expect
    .poll(() => voteOn(his, "Before the end").textContent(), { timeout: 3000 })
    .toContain("2");
});

test("without a network the banner says so, a vote is kept, and both end when it is back [C8, C11]", async () => {
  await owner.do(addIdea, { boardId, title: "Voted in a tunnel" });
  const page = await open(other);
  await voteOn(page, "Voted in a tunnel").waitFor();

  await page.context().setOffline(true);
  await page.getByText("Offline, your changes are kept").waitFor();
  await voteOn(page, "Voted in a tunnel").click();
  expect(await voteOn(page, "Voted in a tunnel").getAttribute("aria-pressed")).toBe("true");
  const missed = await owner.do(addIdea, { boardId, title: "Posted meanwhile" });

  await page.context().setOffline(false);
  await page.getByText("Caught up").waitFor();
  await row(page, "Posted meanwhile")
    .or(page.getByRole("button", { name: "1 new idea" }))
    .waitFor();
  await page.getByText("Caught up").waitFor({ state: "detached" });
  const seen = await open(owner);
  await expect.poll(() => voteOn(seen, "Voted in a tunnel").textContent()).toContain("1");
  expect(missed.votes).toBe(0);
});

test("a page asked for without a server says what is safe, and loads when the server is back [C11]", async () => {
  const page = await open(other);
  await server.end("SIGKILL");
  await page.getByRole("link", { name: "Newest" }).click();
  await page.getByText("Nothing you wrote is lost.").waitFor();
  await server.start();
  await row(page, "Before the end").waitFor({ timeout: 15_000 });
});
