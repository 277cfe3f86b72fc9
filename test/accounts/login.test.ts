import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { editAccount } from "../../shared/accounts/editAccount.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { login } from "../../shared/accounts/login.ts";
import { logout } from "../../shared/accounts/logout.ts";
import { register } from "../../shared/accounts/register.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import type { Person } from "../support/person.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const NEW_PASSWORD = "another horse battery";
const emailOf = ({ account }: Person): string => account?.email ?? "";

/** The same person in another browser. */
const again = async (person: Person): Promise<Person> => {
  const browser = server.guest();
  browser.account = await browser.do(login, { email: emailOf(person), password: PASSWORD });
  return browser;
};

const LOGIN_REQUIRED = { ok: false, error: { code: "login_required" } };

describe("registering", () => {
  test("opens an account and logs in [A1]", async () => {
    const person = server.guest();
    const opened = await person.do(register, {
      email: "Ann.Angler@Example.COM",
      password: PASSWORD,
      name: "  Ann Angler ",
      locale: "zh-Hant",
    });
    expect(opened).toEqual({
      id: opened.id,
      email: "ann.angler@example.com",
      name: "Ann Angler",
      locale: "zh-Hant",
      emailVerified: false,
      isOwner: false,
      roles: [],
      createdAt: opened.createdAt,
    });
    expect(await person.do(getMe, {})).toEqual(opened);
  });

  test("is refused for an address that has an account, in any case [A2]", async () => {
    const person = await server.user();
    const reply = await server.guest().rest(register, {
      email: emailOf(person).toUpperCase(),
      password: PASSWORD,
      name: "Another",
    });
    expect(reply).toMatchObject({ ok: false, error: { code: "email_taken" } });
  });

  test("by five at once with one address lets one in [A2]", async () => {
    const input = { email: "race@example.com", password: PASSWORD, name: "Racer" };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => server.guest().rest(register, input)),
    );
    expect(replies.map((reply) => (reply.ok ? "in" : reply.error.code)).toSorted()).toEqual([
      "email_taken",
      "email_taken",
      "email_taken",
      "email_taken",
      "in",
    ]);
  });

  test.each([
    ["password1", "too_common"],
    ["PASSWORD1", "too_common"],
    ["guess.me@example.com", "too_common"],
    ["guess.me", "too_common"],
    ["Gus Guess", "too_common"],
    ["seven77", "too_short"],
    ["x".repeat(201), "too_long"],
  ])("is refused with the password %s [A3]", async (password, problem) => {
    const reply = await server
      .guest()
      .rest(register, { email: "guess.me@example.com", password, name: "Gus Guess" });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { password: problem } },
    });
  });
});

describe("logging in", () => {
  test("with another case of the address and a password with spaces works [A1]", async () => {
    const person = await server.user();
    const account = await server
      .guest()
      .do(login, { email: emailOf(person).toUpperCase(), password: PASSWORD });
    expect(account).toEqual(person.account);
  });

  test("fails alike for an unknown address and a wrong password [A4]", async () => {
    const person = await server.user();
    const [wrong, unknown] = [
      await server.guest().answer(login, { email: emailOf(person), password: "wrong horse" }),
      await server.guest().answer(login, { email: "nobody@example.com", password: "wrong horse" }),
    ];
    const shown = ({ status, headers, body }: typeof wrong) => ({
      status,
      body,
      headers: [...headers.keys()].toSorted(),
    });
    expect(shown(wrong)).toEqual(shown(unknown));
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: "wrong_login" } } });
  });

  test("fails in the same time for an unknown address and a wrong password [A4]", async () => {
    const people = await Promise.all([server.user(), server.user(), server.user()]);
    const times = { wrong: [] as number[], unknown: [] as number[] };
    const time = async (email: string): Promise<number> => {
      const from = performance.now();
      await server.guest().rest(login, { email, password: "wrong horse" });
      return performance.now() - from;
    };
    for (let turn = 0; turn < 4; turn += 1) {
      for (const person of people) {
        times.wrong.push(await time(emailOf(person)));
        times.unknown.push(await time(`nobody-${turn}-${person.id}@example.com`));
      }
    }
    // The quickest of each: what a busy machine adds is not in it. Without a hash to check, an unknown
    // address would answer many times faster.
    const ratio = Math.min(...times.unknown) / Math.min(...times.wrong);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  }, 60_000);

  test("begins a login of a new id, and the one before is worth nothing [A5]", async () => {
    const person = await server.user();
    const planted = person.cookie ?? "";
    const reply = await person.rest(login, { email: emailOf(person), password: PASSWORD });
    expect(reply).toMatchObject({ ok: true });
    expect(person.cookie).not.toBe(planted);
    const thief = await server
      .guest()
      .http("GET", "/api/account/me", undefined, { cookie: planted });
    expect(thief.body).toMatchObject(LOGIN_REQUIRED);
  });

  test("takes no id that somebody made up [A5]", async () => {
    const planted = "login=s%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.x";
    const person = await server.user();
    const { headers } = await server
      .guest()
      .http(
        "POST",
        "/api/account/login",
        { email: emailOf(person), password: PASSWORD },
        { cookie: planted },
      );
    const set = headers.getSetCookie().join();
    expect(set).toContain("login=");
    expect(set).not.toContain("aaaaaaaaaa");
  });

  test("sets a cookie that scripts and other sites do not get [A5]", async () => {
    const person = await server.user();
    const { headers } = await server
      .guest()
      .http("POST", "/api/account/login", { email: emailOf(person), password: PASSWORD });
    const [set = ""] = headers.getSetCookie();
    expect(set).toMatch(/^login=s%3A[\w-]{32}\.[\w%-]+; /);
    expect(set.split("; ")).toEqual(expect.arrayContaining(["Path=/", "HttpOnly", "SameSite=Lax"]));
  });

  test("is not needed to read, and leaves no cookie behind [A5]", async () => {
    const { headers } = await server.guest().http("GET", "/api/communities");
    expect(headers.getSetCookie()).toEqual([]);
  });
});

describe("logging out", () => {
  test("ends this browser's login and sockets, and no other's [A6]", async () => {
    const person = await server.user();
    const elsewhere = await again(person);
    const [socket, other] = [await person.connect(), await elsewhere.connect()];
    const cut = new Promise((resolve) => {
      socket.once("disconnect", resolve);
    });
    const cookie = person.cookie ?? "";

    await person.do(logout, {});

    await cut;
    const answer = await server.guest().http("GET", "/api/account/me", undefined, { cookie });
    expect(answer.body).toMatchObject(LOGIN_REQUIRED);
    expect(other.connected).toBe(true);
    expect(await elsewhere.send(getMe, {})).toMatchObject({ ok: true });
    // The socket comes back, as nobody.
    expect(await person.emit(getMe.name, {})).toMatchObject(LOGIN_REQUIRED);
  });

  test("twice is as good as once [A6]", async () => {
    const person = await server.user();
    expect(await person.do(logout, {})).toEqual({});
    expect(await person.do(logout, {})).toEqual({});
  });
});

describe("changing the password", () => {
  test("ends every other login and its sockets, and keeps this one [A7]", async () => {
    const person = await server.user();
    const elsewhere = await again(person);
    const socket = await elsewhere.connect();
    const cut = new Promise((resolve) => {
      socket.once("disconnect", resolve);
    });

    await person.do(changePassword, { oldPassword: PASSWORD, newPassword: NEW_PASSWORD });

    await cut;
    expect(await elsewhere.rest(getMe, {})).toMatchObject(LOGIN_REQUIRED);
    expect(await elsewhere.emit(getMe.name, {})).toMatchObject(LOGIN_REQUIRED);
    expect(await person.rest(getMe, {})).toMatchObject({ ok: true });
    const email = emailOf(person);
    expect(await server.guest().rest(login, { email, password: PASSWORD })).toMatchObject({
      error: { code: "wrong_login" },
    });
    expect(await server.guest().rest(login, { email, password: NEW_PASSWORD })).toMatchObject({
      ok: true,
    });
  });

  test("with a wrong old one is refused, and changes nothing [A7]", async () => {
    const person = await server.user();
    const elsewhere = await again(person);
    expect(
      await person.rest(changePassword, { oldPassword: "wrong horse", newPassword: NEW_PASSWORD }),
    ).toMatchObject({ error: { code: "wrong_login", fields: { oldPassword: "wrong_choice" } } });
    expect(await elsewhere.rest(getMe, {})).toMatchObject({ ok: true });
  });

  test("to one that anybody would try is refused [A3]", async () => {
    const person = await server.user();
    for (const newPassword of ["password1", emailOf(person)]) {
      expect(
        await person.rest(changePassword, { oldPassword: PASSWORD, newPassword }),
      ).toMatchObject({ error: { code: "invalid_input", fields: { newPassword: "too_common" } } });
    }
  });
});

describe("editing one's account", () => {
  test.each(["rest", "send"] as const)("changes name and language, by %s [A8]", async (door) => {
    const person = await server.user("Ann Before");
    expect(await person[door](editAccount, { locale: "zh-Hans" })).toMatchObject({
      ok: true,
      value: { name: "Ann Before", locale: "zh-Hans" },
    });
    expect(await person[door](editAccount, { name: "Ann After" })).toMatchObject({
      ok: true,
      value: { name: "Ann After", locale: "zh-Hans" },
    });
    expect(await person.do(getMe, {})).toMatchObject({ name: "Ann After", locale: "zh-Hans" });
  });

  test("leaves what is written under the old name, and writes under the new one [A8]", async () => {
    const person = await server.user("Ann Before");
    const idea = await server.idea({}, person);
    await person.do(editAccount, { name: "Ann After" });
    const edited = await person.do(editIdea, { ideaId: idea.id, title: "Later" });
    expect(edited.author.name).toBe("Ann Before");
    await vi.waitFor(async () => {
      const reply = await person.send(addComment, { ideaId: idea.id, text: "Mine" });
      expect(reply).toMatchObject({ value: { author: { name: "Ann After" } } });
    });
  });
});
