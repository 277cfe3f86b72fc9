import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { login } from "../../shared/accounts/login.ts";
import { register } from "../../shared/accounts/register.ts";
import { requestReset } from "../../shared/accounts/requestReset.ts";
import { listCommunities } from "../../shared/communities/listCommunities.ts";
import { newKey, Person } from "../support/person.ts";
import { spawnServer, type SpawnedServer } from "../support/spawnServer.ts";

const PASSWORD = "velvet anchor seventeen";
const EMAIL = "ada@example.com";

describe("a running server", () => {
  let server: SpawnedServer;
  beforeAll(async () => {
    server = await spawnServer({ LOG_LEVEL: "trace" });
  });
  afterAll(() => server.remove());

  test("says that it is up, and that it can do its work [J1]", async () => {
    const guest = new Person(server.url);

    expect(await guest.http("GET", "/livez")).toMatchObject({ status: 200, body: { ok: true } });
    expect(await guest.http("GET", "/readyz")).toMatchObject({
      status: 200,
      body: { ok: true, database: true, draining: false },
    });
  });

  test("counts its operations by name and outcome [J1]", async () => {
    const guest = new Person(server.url);
    await guest.do(listCommunities, {});
    await guest.rest(login, { email: EMAIL, password: "wrong" });

    const { status, body } = await guest.http("GET", "/metrics");
    expect(body).toMatch(/^event_loop_delay_p999_seconds \d/m);

    expect(status).toBe(200);
    expect(body).toContain('operation_replies_total{operation="community.list",code="ok"} 1\n');
    expect(body).toContain(
      'operation_replies_total{operation="account.login",code="wrong_login"} 1\n',
    );
    expect(body).toMatch(/^operation_seconds_count\{operation="community.list"\} 1$/m);
    expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test("logs requests by id, and neither passwords, cookies nor tokens [J3]", async () => {
    const ada = new Person(server.url);
    const key = newKey();
    await ada.rest(register, { email: EMAIL, password: PASSWORD, name: "Ada" }, key);
    await ada.http("POST", "/api/account/login", { email: EMAIL, password: PASSWORD, odd: 1 });
    await ada.http("POST", "/api/account/login", `{"password": "${PASSWORD}"`);
    await ada.rest(requestReset, { email: EMAIL });
    const { headers } = await ada.http("GET", `/api/nothing?token=${PASSWORD}`);
    const id = headers.get("x-request-id") ?? "none";

    await vi.waitFor(() => expect(server.lines.join("\n")).toContain(id));
    const lines = server.lines.filter((line) => !/^(Listening on|Owner link:) /.test(line));
    const log = lines.join("\n");

    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ req: { id, method: "GET", path: "/api/nothing" } }),
    );
    const session = decodeURIComponent(ada.cookie?.split("=")[1] ?? "");
    expect(session).toMatch(/^s:.{32}/);
    for (const secret of [PASSWORD, session.slice(2, 34), server.ownerToken, "cookie"]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe("SIGTERM", () => {
  test("lets a request under way finish, then ends the process in time [J2]", async () => {
    const server = await spawnServer({ LOG_LEVEL: "info" });
    const asked = request(`${server.url}/api/account/register`, {
      method: "POST",
      headers: { "content-type": "application/json", expect: "100-continue" },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      asked.once("response", resolve);
      asked.once("error", reject);
    });
    // The server has the head of the request, and waits for its body.
    await new Promise((resolve) => asked.once("continue", resolve));

    const since = performance.now();
    const ended = server.end("SIGTERM");
    await vi.waitFor(() => expect(server.lines.join("\n")).toContain('"leaving"'));
    asked.end(JSON.stringify({ email: EMAIL, password: PASSWORD, name: "Ada" }));

    const answer = await answered;
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(await text(answer))).toMatchObject({ ok: true, value: { email: EMAIL } });
    expect(await ended).toBe(0);
    expect(performance.now() - since).toBeLessThan(15_000);

    await server.start();
    const ada = new Person(server.url);
    expect(await ada.rest(login, { email: EMAIL, password: PASSWORD })).toMatchObject({ ok: true });
    await server.remove();
  });
});
