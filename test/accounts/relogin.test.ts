import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { login } from "../../shared/accounts/login.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe("logging in over a login", () => {
  test("closes what was open under the one before [A17]", async () => {
    const person = await server.user();
    const socket = await person.connect();
    const closed = vi.fn<() => void>();
    socket.once("disconnect", closed);

    const email = person.account?.email ?? "";
    expect((await person.rest(login, { email, password: PASSWORD })).ok).toBe(true);

    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 5000);
  });
});
