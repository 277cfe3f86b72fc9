import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { dump } from "../support/dump.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let path: string;
let other: string;
beforeAll(async () => {
  server = await startServer();
  const { board } = await server.home();
  path = `/api/boards/${board.id}/ideas`;
  other = (await server.idea()).id;
});
afterAll(() => server.stop());

/** A POST of anything at all, as the owner. */
const post = async (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { "content-type": "application/json" },
  to = path,
) => {
  const answer = await fetch(`${server.url}${to}`, {
    method: "POST",
    headers: { cookie: server.owner.cookie ?? "", ...headers },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
};

const refused = (status: number, code: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ code }) },
});

const json = { "content-type": "application/json" };
const right = JSON.stringify({ title: "A bell" });
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("a request that is not what it should be", () => {
  const wrong: readonly [
    string,
    string | Uint8Array<ArrayBuffer>,
    Record<string, string>,
    number,
    string,
  ][] = [
    ["broken JSON", '{"title":', json, 400, "malformed_request"],
    ["two JSON values", `${right}${right}`, json, 400, "malformed_request"],
    ["a lone null", "null", json, 400, "malformed_request"],
    ["a lone number", "1", json, 400, "malformed_request"],
    ["a lone text", '"title"', json, 400, "malformed_request"],
    ["a list", `[${right}]`, json, 422, "invalid_input"],
    ["JSON as plain text", right, { "content-type": "text/plain" }, 400, "malformed_request"],
    [
      "a form",
      "title=A+bell",
      { "content-type": "application/x-www-form-urlencoded" },
      400,
      "malformed_request",
    ],
    [
      "another JSON type",
      right,
      { "content-type": "application/x+json" },
      400,
      "malformed_request",
    ],
    ["a broken type", right, { "content-type": ";;;" }, 400, "malformed_request"],
    [
      "an unknown character set",
      right,
      { "content-type": "application/json; charset=x-nothing" },
      400,
      "malformed_request",
    ],
    [
      "an unknown encoding",
      right,
      { ...json, "content-encoding": "x-none" },
      400,
      "malformed_request",
    ],
    ["a broken encoding", right, { ...json, "content-encoding": "gzip" }, 400, "malformed_request"],
    ["too large a body", JSON.stringify({ title: "x".repeat(300_000) }), json, 413, "too_large"],
    [
      "a body that unpacks to too much",
      new Uint8Array(gzipSync("x".repeat(20_000_000))),
      { ...json, "content-encoding": "gzip" },
      413,
      "too_large",
    ],
    ["10,000 lists in each other", `{"title":${nested(10_000)}}`, json, 422, "invalid_input"],
    ["10,000 objects in each other", `{"title":${objects(10_000)}}`, json, 422, "invalid_input"],
    ["120,000 lists in each other", `{"title":${nested(120_000)}}`, json, 422, "invalid_input"],
    [
      "a deep field that nobody knows",
      `{"title":"A","x":${objects(10_000)}}`,
      json,
      422,
      "invalid_input",
    ],
    ["a number beyond all numbers", '{"title":1e999999}', json, 422, "invalid_input"],
    ["a key with a space", right, { ...json, "idempotency-key": "a key" }, 422, "invalid_input"],
    [
      "a key that is too long",
      right,
      { ...json, "idempotency-key": "k".repeat(201) },
      422,
      "invalid_input",
    ],
  ];

  test.each(wrong)(
    "%s is refused, and writes nothing [T4]",
    async (_what, body, headers, status, code) => {
      const before = await dump(server);
      expect(await post(body, headers)).toEqual(refused(status, code));
      expect(await dump(server)).toEqual(before);
    },
  );

  test.each([
    ["GET", "/api/boards/%E0%A4%A", 400, "malformed_request"],
    ["GET", "/api/boards/%00", 422, "invalid_input"],
    ["GET", "/api/boards/..%2f..%2fetc", 422, "invalid_input"],
    ["GET", "/api/no-such-thing", 404, "not_found"],
    ["POST", "/api/account/me", 404, "not_found"],
    ["PUT", "/api", 404, "not_found"],
    ["GET", `/api/boards/${"0".repeat(26)}?limit=10&limit=20`, 422, "invalid_input"],
    ["GET", `/api/boards/${"0".repeat(26)}?limit[$gt]=1`, 422, "invalid_input"],
    ["GET", `/api/boards/${"0".repeat(26)}?__proto__=1`, 422, "invalid_input"],
    ["GET", `/api/boards/${"0".repeat(26)}?boardId=x&boardId=y`, 404, "board_not_found"],
  ])("%s %s is refused [T4]", async (method, path, status, code) => {
    const answer = await server.owner.http(method, path);
    expect({ status: answer.status, body: answer.body }).toEqual(refused(status, code));
  });

  test.each(["HEAD", "OPTIONS", "TRACE2", "PURGE", "LOCK"])(
    "the method %s does no harm [T4]",
    async (method) => {
      const answer = await server.owner.http(method, "/api/account/me").catch(() => undefined);
      expect(answer?.status ?? 400).toBeLessThan(500);
    },
  );

  test("cannot name in its body another thing than its path [T6]", async () => {
    const elsewhere = await server.board();
    const { status, body } = await post(JSON.stringify({ title: "A bell", boardId: elsewhere.id }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ value: { boardId: path.split("/")[3] } });
  });

  test("with somebody else's ids is an ordinary refusal [T4]", async () => {
    const stranger = await server.user();
    for (const id of [other, stranger.id, path.split("/")[3] ?? ""]) {
      const answer = await stranger.rest(addIdea, { boardId: id, title: "A bell" });
      expect(answer.ok || answer.error.code).toBe(
        id === path.split("/")[3] ? true : "board_not_found",
      );
    }
  });
});

describe("an answer", () => {
  test("has the same shape for every refusal, and is never kept by anyone in between [T7]", async () => {
    for (const [method, to] of [
      ["GET", "/api/no-such-thing"],
      ["GET", "/api/account/me"],
      ["POST", path],
    ] as const) {
      const { headers, body } = await server
        .guest()
        .http(method, to, method === "POST" ? {} : undefined);
      expect(body).toEqual({
        ok: false,
        error: { code: expect.any(String), message: expect.any(String), ...fieldsOf(body) },
      });
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-type")).toMatch(/^application\/json/);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("says nothing of what the server is made of, and forbids framing and sniffing [T7]", async () => {
    const { headers } = await server.guest().http("GET", "/api/installation");
    expect(headers.get("x-powered-by")).toBe(null);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

const fieldsOf = (body: unknown) => {
  const { error } = body as { error: { fields?: unknown } };
  return error.fields === undefined ? {} : { fields: error.fields };
};
