import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../shared/operations.ts";
import { commonRefusals, refusalStatus } from "../../shared/protocol/refusals.ts";
import { fileOperations } from "../../shared/wiki/archive.ts";
import { NO_TOKEN, samples } from "../support/samples.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: {
    readonly content: {
      readonly "application/json": {
        readonly schema: { properties: Record<string, unknown>; required: readonly string[] };
      };
    };
  };
  readonly responses: Record<string, { description: string; content: object }>;
}

interface Document {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { schemas: Record<string, object> };
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startServer();
  const { status, body } = await server.guest().http("GET", "/api/openapi.json");
  expect(status).toBe(200);
  document = body as Document;
});
afterAll(() => server.stop());

const describedOf = ({ http }: (typeof operations)[number]): Described | undefined =>
  document.paths[`/api${http.path.replaceAll(/:(\w+)/g, "{$1}")}`]?.[http.method];

const refsIn = (value: unknown): string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === "$ref" ? [String(inner)] : refsIn(inner),
      );

describe("the OpenAPI document", () => {
  test("is of version 3.1, and every reference in it leads somewhere [T2]", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const known = Object.keys(document.components.schemas).map(
      (id) => `#/components/schemas/${id}`,
    );
    const lost = refsIn(document).filter((ref) => !known.includes(ref));
    expect(lost).toEqual([]);
  });

  test("has exactly the operations of the contract [T2]", () => {
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    const all = [...operations, ...fileOperations];
    expect(described.toSorted()).toEqual(all.map(({ name }) => name).toSorted());
  });

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    "tells the fields and the refusals of %s [T2]",
    (_name, operation) => {
      const described = describedOf(operation);
      const path = [...operation.http.path.matchAll(/:(\w+)/g)].map(([, field]) => field);
      const parameters = described?.parameters ?? [];
      const inBody = described?.requestBody?.content["application/json"].schema.properties ?? {};
      const given = Object.keys(samples[operation.name](scene));

      expect(described?.summary).toBe(operation.summary);
      expect(
        [
          ...parameters.filter((one) => one.in !== "header").map(({ name }) => name),
          ...Object.keys(inBody),
        ].toSorted(),
      ).toEqual(given.toSorted());
      expect(parameters.filter((one) => one.in === "path")).toEqual(
        path.map((name) => expect.objectContaining({ name, required: true })),
      );
      const takesKey = operation.kind === "command" && operation.retry === "receipt";
      expect(parameters.some(({ name }) => name === "Idempotency-Key")).toBe(takesKey);

      const told = Object.entries(described?.responses ?? {}).flatMap(([status, { description }]) =>
        status === "200" ? [] : description.split(", ").map((code) => `${status} ${code}`),
      );
      const listed = [...commonRefusals, ...operation.refusals].map(
        (code) => `${refusalStatus[code]} ${code}`,
      );
      expect(told.toSorted()).toEqual([...new Set(listed)].toSorted());
      expect(described?.responses["200"]).toBeDefined();
    },
  );

  test("tells which operations send or take a file, and of which type [T2]", () => {
    const { get, post } = document.paths["/api/communities/{communityId}/pages/archive"] ?? {};
    const zip = { "application/zip": { schema: { type: "string", format: "binary" } } };
    expect(get?.responses["200"]?.content).toEqual(zip);
    expect(post?.requestBody).toEqual({ required: true, content: zip });
    expect(post?.parameters.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      "path communityId",
      "query parentId",
      "header Idempotency-Key",
    ]);
  });

  test("comes with a page that loads nothing from elsewhere [T2]", async () => {
    const guest = server.guest();
    const page = await guest.http("GET", "/api/docs");
    const files = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, file = ""]) => new URL(file, `${server.url}/api/docs`),
    );
    expect(files.length).toBeGreaterThan(2);
    expect(files.map(({ origin }) => origin)).toEqual(files.map(() => new URL(server.url).origin));
    const answers = await Promise.all(files.map(({ pathname }) => guest.http("GET", pathname)));
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
  });
});

const nowhere = "0".repeat(26);
const scene = {
  communityId: nowhere,
  boardId: nowhere,
  ideaId: nowhere,
  commentId: nowhere,
  userId: nowhere,
  pageId: nowhere,
  parentPageId: nowhere,
  siblingPageId: nowhere,
  documentCommentId: nowhere,
  suggestionId: nowhere,
  versionId: nowhere,
  invitation: NO_TOKEN,
};

describe("the contract", () => {
  test("is kept: every operation answers over REST, and over the socket if that is its door [T3]", async () => {
    const person = await server.user();
    for (const operation of operations) {
      const input = samples[operation.name](scene);
      const { status, body } = await person.answer(operation, input);
      expect(body, operation.name).not.toMatchObject({ error: { code: "not_found" } });
      expect(status, operation.name).toBeLessThan(500);
      if (operation.name === "account.logout") {
        person.account = undefined;
        await server.signUp(person, "Again");
      }
    }
    const socket = await person.connect();
    for (const operation of operations.filter((one) => !("door" in one))) {
      const input = samples[operation.name](scene);
      const reply: unknown = await socket.timeout(5000).emitWithAck(operation.name, input);
      expect(reply, operation.name).toMatchObject({ ok: expect.any(Boolean) });
    }
  });

  test("lets nobody log in or out over a socket, where no cookie can be set [T3]", async () => {
    const person = await server.user();
    const unknown = { ok: false, error: { code: "not_found" } };
    for (const operation of operations.filter((one) => "door" in one)) {
      const reply = await person.emit(operation.name, samples[operation.name](scene));
      expect(reply).toMatchObject(unknown);
    }
    expect(await person.emit("no.suchCommand", {})).toMatchObject(unknown);
    expect(await person.emit("account.me", {})).toMatchObject({ ok: true });
  });
});
