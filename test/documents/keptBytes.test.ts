import { expect, test } from "vitest";
import * as Y from "yjs";
import type { DocumentPeer } from "../../server/documents/documentPeer.ts";
import { DocumentRoom, type RoomDeps } from "../../server/documents/documentRoom.ts";
import { DocumentState, NO_UPDATE } from "../../server/documents/documentState.ts";
import type { JournalWriter } from "../../server/documents/journal.ts";
import { updateFrame } from "../../server/documents/documentMessages.ts";
import { joinUpdates, splitUpdates } from "../../server/documents/joinedUpdates.ts";
import { newName } from "../support/documentDoor.ts";

const CHUNK = 64 * 1024;
const FRAME_HEAD = 2;

/** Of one paragraph, by itself in a piece of memory as large as what comes over a network at once. */
const anUpdate = (): Buffer => {
  const doc = new Y.Doc();
  doc.getXmlFragment("body").insert(0, [new Y.XmlElement("paragraph")]);
  return Buffer.from(Y.encodeStateAsUpdate(doc));
};
const withinChunk = (bytes: Uint8Array): Buffer => {
  const chunk = Buffer.from(new ArrayBuffer(CHUNK));
  chunk.set(bytes);
  return chunk.subarray(0, bytes.length);
};

test("of a change its own bytes are kept, not all that came with it over the network [Y76]", () => {
  const name = newName();
  const state = new DocumentState({ base: NO_UPDATE, seq: -1, owners: [], entries: [] });
  const writers: JournalWriter[] = [];
  const want = (writer: JournalWriter) => writers.push(writer);
  const deps = { journal: { want }, now: () => new Date(0) };
  const room = new DocumentRoom(name, state, deps as unknown as RoomDeps);
  const person = { id: "01A", name: "Ann" };
  const ann = { person, mayEdit: true, isOpen: true, keeps: () => false, waits: () => undefined };
  const update = anUpdate();

  room.hear(ann as unknown as DocumentPeer, withinChunk(updateFrame(update).subarray(FRAME_HEAD)));

  const kept = writers.flatMap((writer) => writer.waiting()).map((one) => one.update);
  expect(kept).toEqual([Uint8Array.from(update)]);
  expect(kept.map(({ buffer }) => buffer.byteLength)).toEqual([update.length]);
});

test("what goes to a thread is as much as there is, whatever it lies in [Y76]", () => {
  const updates = [anUpdate(), anUpdate()].map(withinChunk);

  const joined = joinUpdates(updates);

  expect(joined.bytes.buffer.byteLength).toBe(updates.reduce((sum, { length }) => sum + length, 0));
  expect(splitUpdates(joined)).toEqual(updates.map((update) => Uint8Array.from(update)));
});
