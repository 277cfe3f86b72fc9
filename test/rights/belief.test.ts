import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Belief } from "../../server/rights/belief.ts";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { login } from "../../shared/accounts/login.ts";
import { logout } from "../../shared/accounts/logout.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import {
  documentLosses,
  documentRightsTrial,
  type DocumentLossName,
} from "../support/documentRightsTrial.ts";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { losses, rightsTrial, type LossName } from "../support/rightsTrial.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

const MOMENT_MS = 1000;
/** Nothing that a test waits for is due to time. */
const LONG_MS = 3_600_000;
const LATE_MS = 4000;

describe("What was read", () => {
  const believing = (ms: number) => {
    const at = { now: 0 };
    const belief = new Belief({ ms, clock: () => at.now });
    const stored = { value: "old" };
    const read = vi.fn(async (_id: string) => stored.value);
    return { at, belief, stored, read, find: belief.of(read) };
  };

  test("is believed for its moment, which begins before the reading [X16]", async () => {
    const { at, stored, read, find } = believing(MOMENT_MS);
    read.mockImplementationOnce(async () => {
      at.now += 1;
      return "old";
    });
    await find("a");
    stored.value = "new";

    at.now = MOMENT_MS - 1;
    expect(await find("a")).toBe("old");
    expect(await find("b")).toBe("new");
    at.now = MOMENT_MS;
    expect(await find("a")).toBe("new");
  });

  test("is not believed once rights have changed, nor if it was on its way then [X16]", async () => {
    const { belief, stored, read, find } = believing(LONG_MS);
    await find("a");
    let answer: (value: string) => void = () => undefined;
    read.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const underWay = find("b");

    stored.value = "new";
    belief.forget();
    answer("old");
    await underWay;

    expect(await find("a")).toBe("new");
    expect(await find("b")).toBe("new");
  });

  test("is read once for all who ask meanwhile, and again after it could not be read [X16]", async () => {
    const { read, find } = believing(MOMENT_MS);
    expect(await Promise.all([find("a"), find("a")])).toEqual(["old", "old"]);
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRejectedValueOnce(new Error("away"));
    const failed = await Promise.allSettled([find("b"), find("b")]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);

    expect(await find("b")).toBe("old");
  });

  test("is believed as long when it came with something else, but not if rights changed on its way [X16]", async () => {
    const { at, belief } = believing(MOMENT_MS);
    const beside = belief.beside<string>();
    const asked = belief.moment;
    at.now = MOMENT_MS - 1;
    beside.put("a", "old", asked);
    expect(beside.get("a")).toBe("old");
    at.now = MOMENT_MS;
    expect(beside.get("a")).toBeUndefined();

    const before = belief.moment;
    beside.put("b", "old", before);
    belief.forget();
    beside.put("c", "old", before);

    expect(["b", "c"].map((id) => beside.get(id))).toEqual([undefined, undefined]);
  });

  test("with something else is not believed where others write [X16]", async () => {
    const { belief } = believing(0);
    const beside = belief.beside<string>();
    beside.put("a", "old", belief.moment);

    expect(beside.get("a")).toBeUndefined();
  });

  test("is never believed where others write [X16]", async () => {
    const { stored, find } = believing(0);
    await find("a");
    stored.value = "new";

    expect(await find("a")).toBe("new");
  });
});

describe("On a server that believes what it read", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ believedMs: LONG_MS });
  });
  afterAll(() => server.stop());

  const trial = () => ({
    urls: [server.url],
    owner: server.owner,
    random: Math.random,
    within: LATE_MS,
  });

  test.each(Object.keys(losses) as LossName[])(
    "%s is lost at once [X16]",
    async (name) => {
      expect((await rightsTrial(name, trial())).wrong).toEqual([]);
    },
    60_000,
  );

  test.each(Object.keys(documentLosses) as DocumentLossName[])(
    "%s is lost at once in open documents [X16] [Y54]",
    async (name) => {
      expect((await documentRightsTrial(name, trial())).wrong).toEqual([]);
    },
    60_000,
  );

  const isIn = async (person: Person) => (await person.rest(getMe, {})).ok;

  test("a login that is over opens nothing from the answer on [X16]", async () => {
    const person = await server.user();
    const before = person.at(server.url);
    expect(await isIn(before)).toBe(true);

    await person.do(logout, {});

    expect(await isIn(before)).toBe(false);
  });

  test("logins of before a changed password open nothing from the answer on [X16]", async () => {
    const person = await server.user();
    const email = person.account?.email ?? "";
    const other = server.guest();
    await other.do(login, { email, password: PASSWORD });
    expect(await isIn(other)).toBe(true);

    await person.do(changePassword, { oldPassword: PASSWORD, newPassword: "another battery" });

    expect(await isIn(other)).toBe(false);
    expect(await isIn(person)).toBe(true);
  });

  const secretPage = async () => {
    const { community } = await server.home();
    const page = await server.owner.do(createPage, { communityId: community.id, title: "Secret" });
    const only = { read: "moderator", comment: "moderator", suggest: "moderator" } as const;
    const rights = { ...only, edit: "moderator" as const, members: [] };
    await server.owner.do(setPageRights, { pageId: page.id, rights });
    return { page, community, name: documentName({ type: "page", id: page.id }) };
  };

  const open = async (person: Person, name: string): Promise<boolean> => {
    const editor = new Editor(person, name);
    const opened = await Promise.race([
      editor.synced().then(() => true),
      editor.closed.then(() => false),
    ]);
    editor.leave();
    return opened;
  };

  test("whoever is a member of more communities than come with a login is one of the last too [X16]", async () => {
    const person = await server.user();
    const { page, community, name } = await secretPage();
    const members = server.app.store.connection.collection<{ _id: string }>("members");
    const joinOthers = (letter: string) =>
      members.insertMany(
        Array.from({ length: 120 }, (_, index) => ({
          _id: `${letter}${index}:${person.id}`,
          communityId: `${letter}${index}`,
          userId: person.id,
          role: "customer",
        })),
      );
    // Before it and after it, in whichever order they are read.
    await joinOthers("0-");
    const member = { communityId: community.id, userId: person.id };
    await server.owner.do(setRole, { ...member, role: "moderator" });
    await joinOthers("z-");

    expect(await open(person, name)).toBe(true);
    expect((await person.rest(getPage, { pageId: page.id })).ok).toBe(true);
  });

  test("what somebody was given opens from the answer on [X16]", async () => {
    const person = await server.user();
    const { page, community, name } = await secretPage();
    expect(await open(person, name)).toBe(false);

    const member = { communityId: community.id, userId: person.id };
    await server.owner.do(setRole, { ...member, role: "moderator" });
    expect(await open(person, name)).toBe(true);
    await server.owner.do(trashPage, { pageId: page.id });
    expect(await open(person, name)).toBe(false);
    await server.owner.do(restorePage, { pageId: page.id });
    expect(await open(person, name)).toBe(true);
  });
});
