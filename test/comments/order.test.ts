import { afterAll, beforeAll, expect, test } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: () => NOW });
});
afterAll(() => server.stop());

test("comments of one millisecond are listed as they were written [K7]", async () => {
  const idea = await server.idea();
  const texts = Array.from({ length: 12 }, (_, index) => `Comment ${index}`);
  for (const text of texts) {
    await server.owner.do(addComment, { ideaId: idea.id, text });
  }

  const { comments } = await server.owner.do(listComments, { ideaId: idea.id });

  expect(comments.map(({ text }) => text)).toEqual(texts);
});
