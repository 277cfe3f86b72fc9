import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let manager: Person;
beforeAll(async () => {
  server = await startServer();
  manager = await server.member("manager", "Mia Manager");
});
afterAll(() => server.stop());

describe.each(["rest", "send"] as const)("a response, by %s,", (door) => {
  test("moves the status, and everyone on the board hears of both [N2] [N3]", async () => {
    const idea = await server.idea();
    const watcher = await server.user();
    await watcher.join(idea.boardId);

    const reply = await manager[door](publishResponse, {
      ideaId: idea.id,
      text: "We will.",
      status: "planned",
    });

    const rev = idea.rev + 1;
    const response = {
      type: "response",
      id: expect.any(String),
      boardId: idea.boardId,
      ideaId: idea.id,
      rev,
      version: 1,
      author: { id: manager.id, name: "Mia Manager" },
      text: "We will.",
      status: "planned",
      createdAt: expect.any(String),
    };
    expect(reply).toEqual({ ok: true, value: response });
    await vi.waitFor(() => expect(watcher.records("response")).toEqual([response]));
    const { id, createdAt } = watcher.records("response")[0] ?? {};
    expect(watcher.records("idea")).toContainEqual({
      ...idea,
      rev,
      status: "planned",
      response: { id, at: createdAt },
    });
  });

  test("is a new version each time, and leaves those before and the status [N1] [N2] [N3]", async () => {
    const { id: ideaId } = await server.idea();
    const first = await manager.do(publishResponse, {
      ideaId,
      text: "Maybe.",
      status: "considering",
    });
    // The same words again are another version.
    const second = await manager[door](publishResponse, { ideaId, text: "Maybe." });
    expect(second).toMatchObject({ ok: true, value: { version: 2 } });
    const { idea, responses } = await server.guest().do(getIdea, { ideaId });
    expect(responses).toEqual([first, second.ok && second.value]);
    expect(responses[1]?.status).toBe(undefined);
    expect(idea.status).toBe("considering");
    expect(idea.response?.id).toBe(second.ok && second.value.id);
  });

  test("of many at once gets versions without a gap [N1]", async () => {
    const { id: ideaId } = await server.idea();
    const texts = Array.from({ length: 8 }, (_, at) => `Answer ${at}`);
    await Promise.all(texts.map((text) => manager[door](publishResponse, { ideaId, text })));
    const { responses } = await server.guest().do(getIdea, { ideaId });
    expect(responses.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
