import type { Socket } from "node:net";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { guest } from "../../server/dispatch/actor.ts";
import { DocumentPeer } from "../../server/documents/documentPeer.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { BINARY, closeIn, frame, RawSocket } from "../support/rawSocket.ts";
import { said } from "../support/saidBytes.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const MB = 1024 * 1024;
const READERS = 80;
const KEPT = 64;

const connect = async (
  server: TestServer,
  name: string,
  { cookie }: Person,
): Promise<RawSocket> => {
  const path = `/documents/${encodeURIComponent(name)}`;
  const socket = new RawSocket(server.url).upgrade(cookie, path);
  await socket.hears(/^HTTP\/1\.1 101 /);
  return socket;
};

test("who begins long messages and does not end them is cut once that is too much, whoever may write last [Y83]", async () => {
  const [door, name] = [new TestDoor(), newName()];
  const reader = async () => {
    const person = await server.user();
    door.rights.set(person.id, "read");
    return person;
  };
  const server = await startServer({ documentDoors: { page: door } });
  const witnesses = [
    await new Editor(await server.user(), name).synced(),
    await new Editor(await server.user(), name).synced(),
  ];
  let ends = 0;
  witnesses.forEach(({ provider }) => provider.on("connection-close", () => (ends += 1)));
  const length = MB - 64;
  const message = frame(BINARY, said(0, 1, length, new Uint8Array(length)));
  const begin = async (person: Person): Promise<RawSocket> => {
    const socket = await connect(server, name, person);
    socket.socket.write(message.subarray(0, -1));
    return socket;
  };
  const slow = await begin(await server.user());
  const [one, readers] = [await reader(), [] as RawSocket[]];
  for (let count = 0; count < READERS; count += 1) {
    readers.push(await begin(one));
  }

  const isOpen = ({ socket }: RawSocket): boolean => !socket.destroyed;
  await eventually(() => expect(readers.filter(isOpen).length).toBeLessThan(KEPT));
  slow.socket.write(message.subarray(-1));
  await eventually(() => expect(closeIn(slow.heard)).toMatchObject({ code: 4413 }));

  expect(readers.filter(isOpen).length).toBeGreaterThan(KEPT / 2);
  witnesses[0]?.write("goes on");
  await eventually(() => expect(witnesses[1]?.content).toContain("goes on"));
  expect(ends).toBe(0);
  [slow, ...readers].forEach((socket) => socket.end());
  witnesses.forEach((editor) => editor.leave());
  await server.stop();
});

test("of what a connection has brought no message counts that is whole [Y83]", () => {
  const tcp = { bytesRead: 500 };
  const peer = new DocumentPeer({
    actor: guest,
    loginId: undefined,
    rights: "read",
    socket: {} as WebSocket,
    tcp: tcp as Socket,
    rests: undefined,
  });
  expect(peer.unfinishedBytes).toBe(0);

  tcp.bytesRead += MB;
  peer.showedLife();
  expect(peer.unfinishedBytes).toBe(MB);
  peer.heard(MB);
  expect(peer.unfinishedBytes).toBe(0);
});

test("who has not logged in says nothing longer than what anybody knows of a document [Y83]", async () => {
  const [door, name] = [new TestDoor(), newName()];
  const server = await startServer({ documentDoors: { page: door } });
  const half = (length: number): Buffer =>
    frame(BINARY, new Uint8Array(length)).subarray(0, 10 + 4 + 1);
  const [stranger, person] = [
    await connect(server, name, server.guest()),
    await connect(server, name, await server.user()),
  ];

  person.socket.write(half(256 * 1024 + 1));
  stranger.socket.write(half(256 * 1024 + 1));

  await eventually(() => expect(closeIn(stranger.heard)).toEqual({ code: 1009, reason: "" }));
  expect(closeIn(person.heard)).toBeUndefined();
  [stranger, person].forEach((socket) => socket.end());
  await server.stop();
});
