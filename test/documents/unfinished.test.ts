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
import { startServer } from "../support/startServer.ts";

const MB = 1024 * 1024;
const GUESTS = 80;
const KEPT = 64;

test("who begins long messages and does not end them is cut once that is too much, whoever may write last [Y83]", async () => {
  const [door, name] = [new TestDoor(), newName()];
  door.rights.set("guest", "read");
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
    const path = `/documents/${encodeURIComponent(name)}`;
    const socket = new RawSocket(server.url).upgrade(person.cookie, path);
    await socket.hears(/^HTTP\/1\.1 101 /);
    socket.socket.write(message.subarray(0, -1));
    return socket;
  };
  const slow = await begin(await server.user());
  const guests: RawSocket[] = [];
  for (let count = 0; count < GUESTS; count += 1) {
    guests.push(await begin(server.guest()));
  }

  const isOpen = ({ socket }: RawSocket): boolean => !socket.destroyed;
  await eventually(() => expect(guests.filter(isOpen).length).toBeLessThan(KEPT));
  slow.socket.write(message.subarray(-1));
  await eventually(() => expect(closeIn(slow.heard)).toMatchObject({ code: 4413 }));

  expect(guests.filter(isOpen).length).toBeGreaterThan(KEPT / 2);
  witnesses[0]?.write("goes on");
  await eventually(() => expect(witnesses[1]?.content).toContain("goes on"));
  expect(ends).toBe(0);
  [slow, ...guests].forEach((socket) => socket.end());
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
