import { afterAll, beforeAll, expect, test } from "vitest";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test("a community can't take another's id as its slug [S7]", async () => {
  const { community } = await server.home();

  const reply = await server.owner.rest(createCommunity, { name: "Twin", slug: community.id });

  expect(reply).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { slug: "wrong_format" } },
  });
});
