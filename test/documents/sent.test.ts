import { expect, test } from "vitest";
import type { DocumentPeer } from "../../server/documents/documentPeer.ts";
import { updateFrame } from "../../server/documents/documentMessages.ts";
import { DocumentState } from "../../server/documents/documentState.ts";
import { RoomMail } from "../../server/documents/roomMail.ts";
import { SentState } from "../../server/documents/sentState.ts";
import { newName } from "../support/documentDoor.ts";
import { randomOf, someHistory } from "../support/mutatedUpdates.ts";

const isIn = (frames: Uint8Array | undefined, bytes: Uint8Array): boolean =>
  Buffer.from(frames ?? []).includes(Buffer.from(bytes));

const wrote = () => {
  const written: Buffer[] = [];
  const peer = { hasState: true, write: (frames: Buffer) => void written.push(frames) };
  return { written, peer: peer as unknown as DocumentPeer };
};

test("what is sent together leaves in one write for each, with what is for them alone [Y81]", () => {
  const [ann, ben, early] = [wrote(), wrote(), wrote()];
  Object.assign(early.peer, { hasState: false });
  const everybody = new Set([ann.peer, ben.peer, early.peer]);
  let wanted = 0;
  const mail = new RoomMail(() => (wanted += 1));
  const [one, two, own] = [1, 2, 3].map((byte) => updateFrame(Uint8Array.of(byte)));
  if (!one || !two || !own) {
    throw new Error("nothing to send");
  }

  mail.share(one);
  mail.tell(ann.peer, own);
  mail.share(two);
  expect([wanted, mail.send(everybody), mail.send(everybody)]).toEqual([3, 2, 0]);

  expect(ann.written).toEqual([Buffer.concat([one, two, own])]);
  expect(ben.written).toEqual([Buffer.concat([one, two])]);
  // Who has not asked for the state yet is given all of it then.
  expect(early.written).toEqual([]);

  mail.share(one);
  mail.send(everybody);
  // Nothing is copied where there is nothing to put together.
  expect([ann.written.at(-1), ben.written.at(-1)].every((bytes) => bytes === one)).toBe(true);
});

test("a document is sent as it is stored, and what came since is made ready once for all [Y82]", () => {
  const { known, next } = someHistory(randomOf(5));
  const [update = known, later = known] = next;
  const entry = (seq: number, bytes: Uint8Array) => ({
    _id: "",
    name: newName(),
    seq,
    token: "",
    updates: [{ at: new Date(0), update: bytes, clients: [] }],
  });
  const given = { base: known, seq: 0, owners: [], entries: [entry(1, update)] };
  const state = new DocumentState(given);
  const sent = new SentState(state);

  const [, bytes, tail] = sent.for(new Map());
  expect(bytes).toBe(known);
  expect(isIn(tail, update)).toBe(true);
  expect(sent.for(new Map())[2]).toBe(tail);
  expect(state.isWritable).toBe(false);

  state.add(entry(2, later));
  expect(isIn(sent.for(new Map())[2], later)).toBe(true);
});
