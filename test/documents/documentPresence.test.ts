import * as encoding from "lib0/encoding";
import * as awareness from "y-protocols/awareness";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { UpdateRefused } from "../../server/documents/updateRefused.ts";
import { DocumentPresence } from "../../server/documents/documentPresence.ts";
import type { Person } from "../../shared/protocol/person.ts";

const ann = { id: "01m8009tfnynzphgqvtxh3c75r", name: "Ann" } as Person;
const ben = { id: "01m8009tfnynzphgqvtxh3c75s", name: "Ben" } as Person;

/** A provider: it says whatever it hears again, of itself as well. */
const editor = () => {
  const own = new awareness.Awareness(new Y.Doc());
  const said: Uint8Array[] = [];
  own.on("update", ({ added, updated }: { added: number[]; updated: number[] }) => {
    said.push(awareness.encodeAwarenessUpdate(own, [...added, ...updated]));
  });
  const peer = { person: ann, mayPoint: true, client: undefined };
  return { own, said, peer };
};

test("what an editor is told of itself and says again is no news, what it changes is [Y10]", () => {
  const presence = new DocumentPresence(() => true);
  const { own, said, peer } = editor();
  presence.hear(peer, awareness.encodeAwarenessUpdate(own, [own.clientID]));
  let rounds = 0;
  const settle = () => {
    for (; presence.hasNews && rounds < 10; rounds += 1) {
      awareness.applyAwarenessUpdate(own, presence.takeNews(), "server");
      said.splice(0).forEach((again) => presence.hear(peer, again));
    }
  };

  settle();
  expect(rounds).toBe(1);
  own.setLocalStateField("cursor", { anchor: {}, head: {} });
  said.splice(0).forEach((news) => presence.hear(peer, news));
  expect(presence.hasNews).toBe(true);
  settle();
  expect(rounds).toBe(2);
  expect(own.getLocalState()).toMatchObject({ user: ann, cursor: {} });
  own.destroy();
});

test("who counts as far as there are numbers keeps nobody from being seen elsewhere [Y52]", () => {
  const [presence, elsewhere] = [
    new DocumentPresence(() => true),
    new DocumentPresence(() => true),
  ];
  const { own, peer } = editor();
  presence.hear(peer, awareness.encodeAwarenessUpdate(own, [own.clientID]));
  const comes = (clock: number): void => {
    const other = { person: ben, mayPoint: true, client: undefined };
    const entry = encoding.encode((to) => {
      [1, 77, clock].forEach((number) => encoding.writeVarUint(to, number));
      encoding.writeVarString(to, "{}");
    });
    presence.hear(other, entry);
    presence.leave(other);
    presence.hear({ ...other, client: undefined }, entry);
  };
  let refused: unknown;
  try {
    comes(Number.MAX_SAFE_INTEGER);
  } catch (reason) {
    refused = reason;
  }
  elsewhere.hearNode("node", presence.everybodyHere ?? new Uint8Array(), 0);
  expect(elsewhere.userOf(own.clientID)).toBe(ann.id);
  expect(refused).toBeInstanceOf(UpdateRefused);

  comes(2 ** 40);
  elsewhere.hearNode("node", presence.everybodyHere ?? new Uint8Array(), 0);
  expect([elsewhere.userOf(own.clientID), elsewhere.userOf(77)]).toEqual([ann.id, ben.id]);
  own.destroy();
});
