import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const maskedText = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.of(0x81, 0x80 | payload.length), mask, masked]);
};

/** Joins a board and then reads no more. */
const deafWatcher = async (cookie: string, boardId: string) => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  socket.on("error", () => undefined);
  let text = "";
  const says = (wanted: RegExp) =>
    vi.waitFor(() => expect(text).toMatch(wanted), { timeout: 5000, interval: 5 });
  socket.on("data", (data) => {
    text += data.toString("latin1");
  });
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\nCookie: ${cookie}\r\n\r\n`,
  );
  await says(/"sid"/);
  socket.write(maskedText("40"));
  await says(/40\{"sid"/);
  socket.write(maskedText(`420["board.join",{"boardId":"${boardId}"}]`));
  await says(/430\[/);
  socket.pause();
  return { closed, socket };
};

describe("a client that does not read", () => {
  test("is cut at its budget while others follow [L6]", async () => {
    const board = await server.board();
    const idea = await server.idea({ boardId: board.id });
    const [deaf, watcher] = [await server.member(), await server.member()];
    const { closed, socket } = await deafWatcher(deaf.cookie ?? "", board.id);
    await watcher.join(board.id);
    await server.owner.connect();

    // A socket that does not read does not learn of its end: the server says it.
    const cut = async (): Promise<number> => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      return Number(/^sockets_cut (\d+)$/m.exec(metrics)?.[1]);
    };
    const cutBefore = await cut();
    const text = "word ".repeat(3900);
    do {
      await Promise.all(
        Array.from({ length: 40 }, () =>
          server.owner.send(publishResponse, { ideaId: idea.id, text }),
        ),
      );
    } while ((await cut()) === cutBefore);
    socket.resume();
    await closed;

    const reply = await server.owner.send(addComment, { ideaId: idea.id, text: "still here" });
    expect(reply.ok).toBe(true);
    await vi.waitFor(() => expect(watcher.records("idea")[0]?.comments).toBe(1));
    await deaf.join(board.id);
    expect(deaf.records("idea")[0]?.comments).toBe(1);
  }, 60_000);
});
