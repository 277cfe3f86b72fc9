import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import type { Person } from "../support/person.ts";
import { proxiedDatabase, type ProxiedDatabase } from "../support/proxiedDatabase.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** How an attempt went: the status of who got no WebSocket and when to come back, or the code with which it ended. */
interface Outcome {
  readonly status?: number | undefined;
  readonly retryAfter?: string | undefined;
  readonly code?: number;
}

const open: WebSocket[] = [];
afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

/** Comes in, if it is let in. */
const knock = (
  { url, cookie = "" }: Person,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome | "in"> => {
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, {
    headers: { cookie, ...headers },
  });
  open.push(socket);
  return new Promise((resolve) => {
    socket.on("error", () => undefined);
    socket.once("unexpected-response", (_, { statusCode, headers: given }) =>
      resolve({ status: statusCode, retryAfter: given["retry-after"] }),
    );
    socket.once("close", (code) => resolve({ code }));
    // The first word of the server, which every editor is asked.
    socket.once("message", () => resolve("in"));
  });
};
const pathOf = (name: string): string => `/documents/${encodeURIComponent(name)}`;

describe("Who comes to a document", () => {
  let server: TestServer;
  let person: Person;
  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: new TestDoor() } });
    person = await server.user();
  });
  afterAll(() => server.stop());

  test.each<[string, Record<string, string>]>([
    ["another site's page", { origin: "https://evil.example" }],
    ["a page of nobody's", { origin: "null" }],
    ["a page that its browser says is another site's", { "sec-fetch-site": "cross-site" }],
  ])("from %s is given no WebSocket [Y77]", async (_, headers) => {
    const [name, find] = [newName(), vi.spyOn(server.app.store.userRepo, "find")];

    expect(await knock(person, pathOf(name), headers)).toMatchObject({ status: 403 });
    expect(find).not.toHaveBeenCalled();
    find.mockRestore();
    expect(await knock(person, pathOf(name), { origin: server.url })).toBe("in");
  });

  test("under a name that can't be read is told that there is no such document [Y5]", async () => {
    for (const path of ["/documents/", "/documents/%E0%A4%A", "/documents/page%3A..%2F..%2Fetc"]) {
      expect(await knock(person, path)).toEqual({ code: 4403 });
    }
    expect(await knock(person, "/elsewhere")).toMatchObject({ status: 404 });
  });
});

describe("More who come to documents at once than can be let in", () => {
  test("are told when to come back, each later than the one before, and nobody is looked up [Y77]", async () => {
    const timers = new ManualTimers();
    const server = await startServer({
      timers,
      documentDoors: { page: new TestDoor() },
      handshakes: { perSecond: 2, burst: 2 },
    });
    const [person, name] = [await server.user(), newName()];
    const find = vi.spyOn(server.app.store.userRepo, "find");

    expect([await knock(person, pathOf(name)), await knock(person, pathOf(name))]).toEqual([
      "in",
      "in",
    ]);
    const found = find.mock.calls.length;
    const refused = [await knock(person, pathOf(name)), await knock(person, pathOf(name))];

    expect(refused).toEqual([
      { status: 503, retryAfter: "1" },
      { status: 503, retryAfter: "2" },
    ]);
    expect(find).toHaveBeenCalledTimes(found);
    await timers.advance(1000);
    expect(await knock(person, pathOf(name))).toBe("in");
    find.mockRestore();
    await server.stop();
  });

  test("by a thousand are let in or told so, and who was there notices nothing [Y77]", async () => {
    const [door, name] = [new TestDoor(), newName()];
    door.rights.set("guest", "read");
    const server = await startServer({
      timers: new ManualTimers(),
      documentDoors: { page: door },
      handshakes: { perSecond: 600, burst: 602 },
    });
    const [ann, ben] = [await server.user(), await server.user()];
    const [writer, reader] = [
      await new Editor(ann, name).synced(),
      await new Editor(ben, name).synced(),
    ];
    let ends = 0;
    [writer, reader].forEach(({ provider }) => provider.on("connection-close", () => (ends += 1)));
    const connections = async (): Promise<number> => {
      const { body } = await server.guest().http("GET", "/metrics");
      return Number(/^document_connections_open (\d+)$/m.exec(String(body))?.[1]);
    };
    const guest = server.guest();

    const knocking = Array.from({ length: 1000 }, async () => {
      const socket = new WebSocket(`${guest.url.replace("http", "ws")}${pathOf(name)}`);
      open.push(socket);
      return new Promise<string>((resolve) => {
        socket.on("error", () => undefined);
        socket.once("open", () => resolve("in"));
        socket.once("unexpected-response", (_, { statusCode }) => resolve(String(statusCode)));
      });
    });
    writer.write("Meanwhile");
    const outcomes = await Promise.all(knocking);

    expect(outcomes.filter((outcome) => outcome === "in")).toHaveLength(600);
    expect(outcomes.filter((outcome) => outcome === "503")).toHaveLength(400);
    await vi.waitFor(() => expect(reader.content).toContain("Meanwhile"), 15_000);
    await vi.waitFor(async () => expect(await connections()).toBe(602), 15_000);
    open.splice(0).forEach((socket) => socket.terminate());
    await vi.waitFor(async () => expect(await connections()).toBe(2), 15_000);
    expect(ends).toBe(0);
    [writer, reader].forEach((editor) => editor.leave());
    await server.stop();
  });
});

describe("While nobody can say who somebody is", () => {
  let database: ProxiedDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await proxiedDatabase(inject("mongodbUri"));
    server = await startServer({
      mongodbUri: database.uri,
      documentDoors: { page: new TestDoor() },
    });
  });
  afterAll(async () => {
    await server.stop();
    database.proxy.stop();
  });

  test("they are told when to come back, and not taken for a guest [Y77]", async () => {
    const [person, name] = [await server.user(), newName()];
    database.proxy.stall();

    expect(await knock(person, pathOf(name))).toEqual({ status: 503, retryAfter: "2" });

    await database.proxy.heal();
    await vi.waitFor(async () => expect(await knock(person, pathOf(name))).toBe("in"), 10_000);
  });
});
