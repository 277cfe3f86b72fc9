import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let home: string;
let ada: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  home = `/c/${community.slug}`;
  ada = await server.member("customer", "Ada");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = async (path: string, who?: Person): Promise<Screen> => {
  const screen = await browser.page(server.url, who);
  await screen.goto(path);
  await screen.getByRole("heading", { level: 1 }).waitFor();
  return screen;
};

const heading = (screen: Screen) => screen.getByRole("heading", { level: 1 }).textContent();
const NOTHING = "There is nothing here for you to see";

const FOR_STAFF = {
  read: "moderator",
  comment: "moderator",
  suggest: "moderator",
  edit: "moderator",
} as const;

/** As the browser tells it when one comes back to a window. */
const lookAnew = (screen: Screen) =>
  screen.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));

test("an idea that was hidden is there again at once, for who saw it before and who did not [C57]", async () => {
  const { board } = await server.home();
  const idea = await server.idea({ title: "Cork grips", body: "Warm in winter." }, ada);
  await ada.do(addComment, { ideaId: idea.id, text: "And light." });
  const subject = { type: "idea", id: idea.id } as const;
  const path = `${home}/b/${board.id}/i/${idea.id}`;
  const before = await open(path);
  await expect.poll(() => heading(before)).toBe("Cork grips");
  await server.owner.do(hideContent, { subject, reason: "A second look" });
  await expect.poll(() => heading(before)).toBe(NOTHING);
  const after = await open(path);
  await expect.poll(() => heading(after)).toBe(NOTHING);
  await server.owner.do(restoreContent, { subject, reason: "It is fine" });
  for (const screen of [before, after]) {
    await expect.poll(() => heading(screen)).toBe("Cork grips");
    await screen.getByText("Warm in winter.").waitFor();
    await screen.getByText("And light.").waitFor();
    await screen.context().close();
  }
});

test("a page is there at once when it comes out of the trash, or may be seen [C57]", async () => {
  const page = await server.page({ title: "Grips" });
  await server.owner.do(trashPage, { pageId: page.id });
  const screen = await open(`${home}/w/${page.id}`, ada);
  await expect.poll(() => heading(screen)).toBe(NOTHING);
  await server.owner.do(restorePage, { pageId: page.id });
  await expect.poll(() => heading(screen)).toBe("Grips");

  const { id: pageId } = page;
  await server.owner.do(setPageRights, { pageId, rights: { ...FOR_STAFF, members: [] } });
  await expect.poll(() => heading(screen)).toBe(NOTHING);
  const rights = { ...FOR_STAFF, members: [{ userId: ada.id, rights: "read" as const }] };
  await server.owner.do(setPageRights, { pageId, rights });
  await expect.poll(() => heading(screen)).toBe("Grips");
  await screen.context().close();
});

test("what nothing tells of is there when one looks at the window anew [C57]", async () => {
  const community = await server.community({ name: "Guild" });
  await server.owner.do(editCommunity, { communityId: community.id, wikiRights: FOR_STAFF });
  await server.owner.do(setRole, {
    communityId: community.id,
    userId: ada.id,
    role: "customer",
  });
  const board = await server.board({ communityId: community.id, visibility: "private" });
  const page = await server.page({ communityId: community.id, title: "Grips" });
  const [hers, guests] = [
    await open(`/c/${community.slug}/w/${page.id}`, ada),
    await open(`/c/${community.slug}/b/${board.id}`),
  ];
  expect(await Promise.all([heading(hers), heading(guests)])).toEqual([NOTHING, NOTHING]);

  const rights = { ...FOR_STAFF, members: [{ userId: ada.id, rights: "read" as const }] };
  await server.owner.do(setPageRights, { pageId: page.id, rights });
  await server.owner.do(editBoard, { boardId: board.id, visibility: "public" });
  await Promise.all([lookAnew(hers), lookAnew(guests)]);
  await expect.poll(() => heading(hers)).toBe("Grips");
  await expect.poll(() => heading(guests)).toBe(board.name);
  await hers.context().close();
  await guests.context().close();
});
