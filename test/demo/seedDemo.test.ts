import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "../../server/accounts/passwords.ts";
import { idMaker, type NewId } from "../../server/database/newId.ts";
import { demoCommunity } from "../../server/demo/community.ts";
import { isDemoBegun, seedDemo } from "../../server/demo/seedDemo.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { login } from "../../shared/accounts/login.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { listMembers } from "../../shared/members/listMembers.ts";
import { search, titles } from "../search/searching.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const PASSWORD = "dovetread for a day";
const now = (): Date => new Date();
const newId = idMaker(now, randomBytes);

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const seed = async (given: { newId?: NewId; password?: string } = {}) =>
  seedDemo({
    store: server.app.store,
    newId: given.newId ?? newId,
    now,
    random: Math.random,
    randomBytes,
    passwordHash: await hashPassword(given.password ?? PASSWORD),
  });

/** The demo as a guest sees it, its ideas by title. */
const shown = async () => {
  const guest = server.guest();
  const { community, boards } = await guest.do(getCommunity, { communityId: demoCommunity.slug });
  const pages = await Promise.all(
    boards.map(({ id }) => guest.do(getBoard, { boardId: id, limit: 100 })),
  );
  return { community, boards, ideas: pages.flatMap(({ ideas }) => ideas) };
};

const expectWhole = async (): Promise<void> => {
  const { community, boards, ideas } = await shown();
  const { name, purpose, promise } = demoCommunity;
  expect(community).toMatchObject({ name, purpose, promise, visibility: "public" });
  expect(boards.map((board) => [board.name, board.purpose, board.ideas])).toEqual(
    demoCommunity.boards.map((board) => [board.name, board.purpose, board.ideas.length]),
  );
  const written = new Map(
    demoCommunity.boards.flatMap((board) => board.ideas).map((idea) => [idea.title, idea]),
  );
  expect(ideas).toHaveLength(written.size);
  const nameOf = new Map(demoCommunity.people.map((person) => [person.key, person.name]));
  for (const idea of ideas) {
    const meant = written.get(idea.title);
    expect(idea).toMatchObject({
      votes: meant?.voters.length,
      comments: meant?.comments.length,
      tags: meant?.tags,
      author: { name: nameOf.get(meant?.by ?? "") },
      status: meant?.responses.findLast(({ status }) => status)?.status ?? "open",
    });
    expect(idea).not.toHaveProperty("earlierVotes");
  }
};

/** The wiki as a guest sees it. */
const wikiShown = async () => {
  const guest = server.guest();
  const { community } = await guest.do(getCommunity, { communityId: demoCommunity.slug });
  const { pages } = await guest.do(getPageTree, { communityId: community.id });
  const read = async (title: string) => {
    const page = pages.find((one) => one.title === title);
    const name = DocumentName.parse(`page:${page?.id ?? ""}`);
    return { page, tree: JSON.stringify((await guest.do(readDocument, { name })).tree) };
  };
  return { guest, community, pages, read };
};

describe("the demo community", { timeout: 60_000 }, () => {
  test("is there whole, with its people in their roles [M1] [M12]", async () => {
    expect(await isDemoBegun(server.app.store)).toBe(false);
    const { communityId, people } = await seed();
    await expectWhole();
    const { guest, community, pages, read } = await wikiShown();
    expect(
      pages.filter(({ parentId }) => parentId === undefined).map(({ title }) => title),
    ).toEqual(demoCommunity.pages.map(({ title }) => title));
    const { page: torque, tree } = await read("Torque values");
    const idea = (await shown()).ideas.find(({ title }) => title.startsWith("Torque values on"));
    expect(tree).toContain(`"kind":"idea","id":"${idea?.id}"`);
    const { links } = await guest.do(getBacklinks, { pageId: torque?.id ?? "" });
    expect(links.map(({ title }) => title).toSorted()).toEqual([
      "Care and repair",
      "One bolt standard",
    ]);
    const found = await search(guest, {
      communityId: community.id,
      text: "冬季用油",
      type: "page",
    });
    expect(titles(found)).toContain("冬季用油说明");
    expect(await server.guest().do(getInstallation, {})).toMatchObject({ isDemo: true });
    expect(await isDemoBegun(server.app.store)).toBe(false);

    const members = new Map<string, string>();
    let after: string | undefined;
    do {
      const page = await server.owner.do(listMembers, { communityId, after, limit: 100 });
      page.members.forEach(({ user, role }) => members.set(user.name, role));
      after = page.next;
    } while (after !== undefined);
    const roles = demoCommunity.people.map(({ name, role }) => [name, role] as const);
    expect(members).toEqual(new Map(roles));
    expect(people.map(({ key }) => key).toSorted()).toEqual(
      demoCommunity.people.map(({ key }) => key).toSorted(),
    );
  });

  test("lets its featured people log in, and nobody else [M12]", async () => {
    const { people } = await seed();
    const featured = people.filter(({ isFeatured }) => isFeatured);
    const roles = featured.map(({ role }) => role);
    expect(roles.filter((role) => role === "customer")).toHaveLength(8);
    expect(new Set(roles)).toEqual(new Set(["owner", "manager", "moderator", "customer"]));
    const tried = [...featured.slice(0, 2), people.at(-1)];
    const replies = await Promise.all(
      tried.map((person) =>
        server.guest().rest(login, { email: person?.email ?? "", password: PASSWORD }),
      ),
    );
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(people.slice(featured.length).some(({ isFeatured }) => isFeatured)).toBe(false);
  });

  test("shows answers in their order, and dates counted back from now [M11] [M12]", async () => {
    await seed();
    const { ideas } = await shown();
    const meant = demoCommunity.boards
      .flatMap((board) => board.ideas)
      .find(({ responses, comments }) => responses.length > 1 && comments.length > 1);
    const idea = ideas.find(({ title }) => title === meant?.title);
    const whole = await server.guest().do(getIdea, { ideaId: idea?.id ?? "" });
    expect(whole.responses.map(({ text }) => text)).toEqual(
      meant?.responses.map(({ text }) => text),
    );
    expect(whole.comments.map(({ text }) => text)).toEqual(meant?.comments.map(({ text }) => text));
    const age = (Date.now() - Date.parse(whole.idea.createdAt)) / 86_400_000;
    expect(age).toBeCloseTo(meant?.daysAgo ?? NaN, 1);
  });

  test("is finished by the next start, wherever the first was cut off [M3] [M12]", async () => {
    for (const lasting of [20, 160, 120]) {
      let left = lasting;
      const failing: NewId = (schema, at) => {
        left -= 1;
        if (left < 0) {
          throw new Error("the power is gone");
        }
        return newId(schema, at);
      };
      await expect(seed({ newId: failing, password: "of another start" })).rejects.toThrow(
        "the power is gone",
      );
      expect(await server.guest().do(getInstallation, {})).toMatchObject({ isDemo: false });
    }
    expect(await isDemoBegun(server.app.store)).toBe(true);
    const { ideas } = await shown();
    expect(ideas.length).toBeGreaterThan(0);
    const { people } = await seed();
    await expectWhole();
    const email = people[0]?.email ?? "";
    expect(await server.guest().rest(login, { email, password: PASSWORD })).toMatchObject({
      ok: true,
    });
    const { pages } = await wikiShown();
    expect((await seed()).people).toEqual(people);
    await expectWhole();
    expect((await wikiShown()).pages).toEqual(pages);
  });
});
