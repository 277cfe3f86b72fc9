import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loginIdIn } from "../../server/http/handshakeLogin.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** As `startServer` gives it. */
const SECRET = "a secret for tests, of more than 32 characters";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test("a handshake is of whom a request with the same cookies is [A18]", async () => {
  const [ann, ben] = [await server.user(), await server.user()];
  const cookie = ann.cookie ?? "";
  const value = cookie.slice("login=".length);
  const signed = decodeURIComponent(value);
  const [, mac] = [signed.slice(0, signed.lastIndexOf(".")), signed.slice(signed.lastIndexOf("."))];
  const other = decodeURIComponent((ben.cookie ?? "").slice("login=".length));
  const forged = `${other.slice(0, other.lastIndexOf("."))}${mac}`;
  const headers = [
    cookie,
    `a=b; ${cookie}; c=d`,
    `a;${cookie};`,
    `  login  =  ${value}  `,
    `login="${value}"`,
    `login=${signed}`,
    `${cookie}; ${ben.cookie}`,
    `login=; ${cookie}`,
    `Login=${value}`,
    `xlogin=${value}`,
    `login=${encodeURIComponent(forged)}`,
    `login=${value}x`,
    `login=${value.slice(0, -1)}`,
    `login=${encodeURIComponent(signed.slice(2))}`,
    `login=${encodeURIComponent(signed.slice(0, signed.lastIndexOf(".")))}`,
    "login=s%3A.",
    "login=s%3A",
    "login=%E0%A4%A",
    "login",
    "",
    ...Array.from({ length: 20 }, () => `login=s%3A${randomBytes(24).toString("base64url")}`),
  ];

  const ids = [ann, ben].map((person) => loginIdIn({ headers: { cookie: person.cookie } }, SECRET));
  expect(new Set(ids)).not.toContain(undefined);
  for (const header of headers) {
    const { body } = await server.guest().http("GET", `/api${getMe.http.path}`, undefined, {
      cookie: header,
    });
    const asked = body as { value?: { id: string } };
    const isAnn = asked.value?.id === ann.id;
    const id = loginIdIn({ headers: { cookie: header } }, SECRET);
    expect([header, id]).toEqual([header, isAnn ? ids[0] : undefined]);
  }
});
