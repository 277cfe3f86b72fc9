import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailer } from "../../server/mail/mailer.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { login } from "../../shared/accounts/login.ts";
import { register } from "../../shared/accounts/register.ts";
import { requestReset } from "../../shared/accounts/requestReset.ts";
import { requestVerification } from "../../shared/accounts/requestVerification.ts";
import { resetPassword } from "../../shared/accounts/resetPassword.ts";
import { verifyEmail } from "../../shared/accounts/verifyEmail.ts";
import { startMailCatcher, type MailCatcher } from "../support/mailCatcher.ts";
import type { Person } from "../support/person.ts";
import { NO_TOKEN } from "../support/samples.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

const NEW_PASSWORD = "another horse battery";
const HOUR = 3_600_000;

let server: TestServer;
let post: MailCatcher;
let passed = 0;
beforeAll(async () => {
  post = await startMailCatcher();
  server = await startServer({
    mailer: post.mailer,
    publicUrl: "http://ideas.tread.example",
    now: () => new Date(Date.now() + passed),
  });
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});

const emailOf = ({ account }: Person): string => account?.email ?? "";
const INVALID = { ok: false, error: { code: "token_invalid" } };

/** Somebody whose mail about their address has come. */
const newPerson = async (): Promise<Person> => {
  const person = await server.user();
  await post.tokenTo(emailOf(person));
  return person;
};

/** The token of a new mail that lets them choose a new password. */
const resetToken = async (person: Person): Promise<string> => {
  const before = post.to(emailOf(person)).length;
  await server.guest().do(requestReset, { email: emailOf(person) });
  return post.tokenTo(emailOf(person), before + 1);
};

describe("registering", () => {
  test.each([
    ["en", "Confirm your e-mail address", "Hello Ann"],
    ["zh-Hant", "確認您的電子郵件地址", "Ann，您好"],
    ["zh-Hans", "确认您的电子邮箱地址", "Ann，您好"],
  ] as const)(
    "sends a mail in %s that proves the address [A13] [A14]",
    async (locale, subject, words) => {
      const person = server.guest();
      const email = `ann.${locale.toLowerCase()}@example.com`;
      await person.do(register, { email, password: PASSWORD, name: "Ann", locale });
      const token = await post.tokenTo(email);

      const [mail] = post.to(email);
      expect(mail?.subject).toBe(subject);
      expect(mail?.text).toContain(words);
      expect(mail?.text).toContain(`http://ideas.tread.example/verify-email#token=${token}`);
      expect(mail?.from?.address).toBe("no-reply@tread.example");

      expect(await person.do(getMe, {})).toMatchObject({ emailVerified: false });
      expect(await server.guest().do(verifyEmail, { token })).toEqual({});
      expect(await person.do(getMe, {})).toMatchObject({ emailVerified: true });
    },
  );

  test("goes on while the mail server is away [A14]", async () => {
    const away = await startServer({
      mailer: mailer({
        smtpUrl: "smtp://127.0.0.1:1",
        from: "no-reply@x.example",
        logFault: () => 0,
      }),
    });
    const person = await away.user();
    expect(await person.rest(requestVerification, {})).toEqual({ ok: true, value: {} });
    await away.stop();
  });
});

describe("proving an address", () => {
  test("works once, over the socket too [A13]", async () => {
    const person = await server.user();
    const token = await post.tokenTo(emailOf(person));
    expect(await person.send(verifyEmail, { token })).toEqual({ ok: true, value: {} });
    expect(await person.send(verifyEmail, { token })).toMatchObject(INVALID);
    expect(await person.rest(verifyEmail, { token: NO_TOKEN })).toMatchObject(INVALID);
  });

  test("works for three days [A13]", async () => {
    const [soon, late] = [await server.user(), await server.user()];
    const tokens = [await post.tokenTo(emailOf(soon)), await post.tokenTo(emailOf(late))];
    passed += 71 * HOUR;
    expect(await soon.rest(verifyEmail, { token: tokens[0] ?? "" })).toMatchObject({ ok: true });
    passed += 2 * HOUR;
    expect(await late.rest(verifyEmail, { token: tokens[1] ?? "" })).toMatchObject(INVALID);
  });

  test("can be asked for again, by who is logged in, until it is done [A13]", async () => {
    const person = await newPerson();
    expect(await person.send(requestVerification, {})).toEqual({ ok: true, value: {} });
    const token = await post.tokenTo(emailOf(person), 2);
    await person.do(verifyEmail, { token });
    expect(await person.rest(requestVerification, {})).toEqual({ ok: true, value: {} });
    expect(await server.guest().rest(requestVerification, {})).toMatchObject({
      error: { code: "login_required" },
    });
    // Comes after whatever would have been sent: nothing was.
    await resetToken(person);
    expect(post.to(emailOf(person)).map(({ subject }) => subject)).toEqual([
      "Confirm your e-mail address",
      "Confirm your e-mail address",
      "Choose a new password",
    ]);
  });

  test("needs a token made for it [A12] [A13]", async () => {
    const person = await newPerson();
    const verify = await post.tokenTo(emailOf(person));
    const reset = await resetToken(person);
    expect(await person.rest(verifyEmail, { token: reset })).toMatchObject(INVALID);
    expect(
      await person.rest(resetPassword, { token: verify, newPassword: NEW_PASSWORD }),
    ).toMatchObject(INVALID);
  });
});

describe("asking for a new password", () => {
  test("answers alike for a known and an unknown address, and mails the known one [A11]", async () => {
    const person = await newPerson();
    const answers = [
      await server.guest().answer(requestReset, { email: emailOf(person) }),
      await server.guest().answer(requestReset, { email: "nobody@example.com" }),
    ];
    const [known, unknown] = answers.map(({ status, headers, body }) => ({
      status,
      body,
      headers: [...headers.keys()].toSorted(),
    }));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 200, body: { ok: true, value: {} } });
    await post.tokenTo(emailOf(person), 2);
    expect(post.to("nobody@example.com")).toEqual([]);
  });

  test("is offered only where mails can be sent [A11]", async () => {
    expect(await server.guest().do(getInstallation, {})).toMatchObject({ canMail: true });
    const silent = await startServer();
    expect(await silent.guest().do(getInstallation, {})).toMatchObject({ canMail: false });
    expect(await silent.guest().rest(requestReset, { email: "nobody@example.com" })).toEqual({
      ok: true,
      value: {},
    });
    await silent.stop();
  });
});

describe("a new password by link", () => {
  test("ends all logins and sockets, and proves the address [A12]", async () => {
    const person = await newPerson();
    const socket = await person.connect();
    const cut = new Promise((resolve) => {
      socket.once("disconnect", resolve);
    });
    const token = await resetToken(person);

    const reply = await server.guest().rest(resetPassword, { token, newPassword: NEW_PASSWORD });

    expect(reply).toEqual({ ok: true, value: {} });
    await cut;
    expect(await person.rest(getMe, {})).toMatchObject({ error: { code: "login_required" } });
    const email = emailOf(person);
    expect(await server.guest().rest(login, { email, password: PASSWORD })).toMatchObject({
      error: { code: "wrong_login" },
    });
    expect(await server.guest().rest(login, { email, password: NEW_PASSWORD })).toMatchObject({
      ok: true,
      value: { emailVerified: true },
    });
  });

  test("is chosen once, whoever of two is faster [A12]", async () => {
    const person = await newPerson();
    const token = await resetToken(person);
    const replies = await Promise.all([
      server.guest().rest(resetPassword, { token, newPassword: NEW_PASSWORD }),
      server.guest().rest(resetPassword, { token, newPassword: "a third horse battery" }),
    ]);
    expect(replies.filter(({ ok }) => ok).length).toBe(1);
    expect(replies.find(({ ok }) => !ok)).toMatchObject(INVALID);
  });

  test("is chosen within an hour [A12]", async () => {
    const [soon, late] = [await newPerson(), await newPerson()];
    const tokens = [await resetToken(soon), await resetToken(late)];
    passed += HOUR - 60_000;
    const newPassword = NEW_PASSWORD;
    expect(
      await server.guest().rest(resetPassword, { token: tokens[0] ?? "", newPassword }),
    ).toMatchObject({ ok: true });
    passed += 120_000;
    expect(
      await server.guest().rest(resetPassword, { token: tokens[1] ?? "", newPassword }),
    ).toMatchObject(INVALID);
  });

  test("that anybody would try is refused, and the link still works [A3] [A12]", async () => {
    const person = await newPerson();
    const token = await resetToken(person);
    expect(
      await server.guest().rest(resetPassword, { token, newPassword: "password1" }),
    ).toMatchObject({ error: { code: "invalid_input", fields: { newPassword: "too_common" } } });
    expect(
      await server.guest().rest(resetPassword, { token, newPassword: NEW_PASSWORD }),
    ).toMatchObject({ ok: true });
  });
});
