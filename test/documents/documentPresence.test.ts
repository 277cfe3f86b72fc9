import * as awareness from "y-protocols/awareness";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { DocumentPresence } from "../../server/documents/documentPresence.ts";
import type { Person } from "../../shared/protocol/person.ts";

const ann = { id: "01m8009tfnynzphgqvtxh3c75r", name: "Ann" } as Person;

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
