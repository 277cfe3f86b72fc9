import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { admitUpdate } from "../../server/documents/admitUpdate.ts";
import { Ledger, type Siblings } from "../../server/documents/ledger.ts";
import type { Id } from "../../server/documents/readUpdate.ts";
import { UpdateRefused } from "../../server/documents/updateRefused.ts";
import { editAtRandom, pick, randomOf } from "../support/mutatedUpdates.ts";

const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment("body");

/** What an editor and its undo do, of whom the server and the others hear late. */
interface Writer {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  sent: Uint8Array;
}

const writerOf = (client: number): Writer => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const undo = new Y.UndoManager(bodyOf(doc), { captureTimeout: 0 });
  return { doc, undo, sent: Y.encodeStateVector(doc) };
};

const act = ({ doc, undo }: Writer, random: () => number): void => {
  const choice = random();
  if (choice < 0.15) {
    undo.undo();
  } else if (choice < 0.22) {
    undo.redo();
  } else if (choice < 0.3 && bodyOf(doc).length > 0) {
    bodyOf(doc).delete(Math.floor(random() * bodyOf(doc).length), 1);
  } else {
    editAtRandom(doc, random);
  }
};

const idsOf = (siblings: Siblings): string[] => {
  const ids: string[] = [];
  for (let piece = siblings.first; piece; piece = piece.next) {
    for (let offset = 0; offset < piece.length; offset += 1) {
      ids.push(`${piece.client}:${piece.clock + offset}`);
    }
  }
  return ids;
};

/** Yjs keeps the order of a list to itself, but for debugging. */
const idsIn = (type: { readonly _start: Y.Item | null }): string[] => {
  const ids: string[] = [];
  for (let item = type._start; item; item = item.right) {
    for (let offset = 0; offset < item.length; offset += 1) {
      ids.push(`${item.id.client}:${item.id.clock + offset}`);
    }
  }
  return ids;
};

describe("What editors write, undo and do again, hearing of each other late,", () => {
  test("is all taken, and put in the order that Yjs puts it in [Y30] [Y35]", () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const random = randomOf(seed);
      const ledger = new Ledger();
      const server = new Y.Doc();
      const writers = [1, 2, 3].map((count) => writerOf(count * 100 + (seed % 7)));
      for (let turn = 0; turn < 120; turn += 1) {
        const writer = pick(random, writers);
        act(writer, random);
        if (random() < 0.3) {
          const update = Y.encodeStateAsUpdate(writer.doc, writer.sent);
          const admitted = admitUpdate(ledger, update);
          admitted.commit();
          Y.applyUpdate(server, admitted.fresh ?? update);
          Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(server), server);
          writer.sent = Y.encodeStateVector(server);
        }
      }
      expect(idsOf(ledger.root.at(undefined))).toEqual(idsIn(bodyOf(server)));
      const cold = new Y.Doc();
      Y.applyUpdate(cold, Y.encodeStateAsUpdate(server));
      expect(bodyOf(cold).toJSON()).toBe(bodyOf(server).toJSON());
    }
  });
});

const A = 1000;
const letter = (client: number, clock: number, origin?: Id, rightOrigin?: Id): Uint8Array => {
  const encoder = encoding.createEncoder();
  [1, 1, client, clock].forEach((number) => encoding.writeVarUint(encoder, number));
  encoding.writeUint8(encoder, 4 | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0));
  for (const id of [origin, rightOrigin]) {
    if (id) {
      encoding.writeVarUint(encoder, id.client);
      encoding.writeVarUint(encoder, id.clock);
    }
  }
  encoding.writeVarString(encoder, String.fromCharCode(97 + (client % 26)));
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
};

/** One paragraph with four letters, which are items 2 to 5. */
const fourLetters = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = A;
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("abcd")]);
  bodyOf(doc).insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
};

const ledgerOf = (update: Uint8Array): Ledger => {
  const ledger = new Ledger();
  admitUpdate(ledger, update, { isTrusted: true }).commit();
  return ledger;
};

const refusal = (ledger: Ledger, update: Uint8Array): string | undefined => {
  try {
    admitUpdate(ledger, update).commit();
    return undefined;
  } catch (reason) {
    if (reason instanceof UpdateRefused) {
      return reason.reason;
    }
    throw reason;
  }
};

describe("What no editor writes", () => {
  const at = (clock: number, client = A): Id => ({ client, clock });

  test("is refused: a right neighbour before the left one, or the left one itself [Y35]", () => {
    const ledger = ledgerOf(fourLetters());
    expect(refusal(ledger, letter(1, 0, at(4), at(2)))).toBe("malformed");
    expect(refusal(ledger, letter(1, 0, at(3), at(3)))).toBe("malformed");
    expect(refusal(ledger, letter(1, 0, at(3), at(4)))).toBeUndefined();
  });

  test("is refused: a place that passes over what its writer knew [Y35]", () => {
    const ledger = ledgerOf(fourLetters());
    expect(refusal(ledger, letter(1, 0, at(2), at(3)))).toBeUndefined();
    // Somebody who did not know of that letter may pass over it, who wrote beside it may not.
    expect(refusal(ledger, letter(2, 0, at(2), at(3)))).toBeUndefined();
    expect(refusal(ledger, letter(3, 0, at(0, 1), at(3)))).toBeUndefined();
    expect(refusal(ledger, letter(3, 1, at(2), at(3)))).toBe("malformed");
    // Nor who knew only somebody who did.
    expect(refusal(ledger, letter(4, 0, at(0, 3), at(3)))).toBeUndefined();
    expect(refusal(ledger, letter(4, 1, at(2), at(3)))).toBe("malformed");
  });

  test("never has replicas differ, whatever else is written at the time, nor a cold load [Y35]", () => {
    let taken = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const random = randomOf(seed);
      const known = fourLetters();
      const ledger = ledgerOf(known);
      const ids = [2, 3, 4, 5].map((clock) => at(clock));
      const updates: Uint8Array[] = [];
      const clocks = new Map<number, number>();
      for (let count = 0; count < 12; count += 1) {
        const client = pick(random, [1, 2, 3, 2001, 2002]);
        const clock = clocks.get(client) ?? 0;
        const origin = random() < 0.85 ? pick(random, ids) : undefined;
        const rightOrigin = !origin || random() < 0.7 ? pick(random, ids) : undefined;
        const update = letter(client, clock, origin, rightOrigin);
        if (refusal(ledger, update) === undefined) {
          updates.push(update);
          clocks.set(client, clock + 1);
          ids.push(at(clock, client));
        }
      }
      taken += updates.length;
      const docs = Array.from({ length: 4 }, (_, turn) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, known);
        updates
          .map((update) => ({ update, at: turn === 0 ? 0 : random() }))
          .toSorted((one, other) => one.at - other.at)
          .forEach(({ update }) => Y.applyUpdate(doc, update));
        return doc;
      });
      const cold = new Y.Doc();
      Y.applyUpdate(cold, Y.encodeStateAsUpdate(docs[0] ?? cold));
      const contents = new Set([...docs, cold].map((doc) => bodyOf(doc).toJSON()));
      expect([...contents]).toHaveLength(1);
    }
    expect(taken).toBeGreaterThan(1000);
  });

  test("is refused: ever more at one place, which takes Yjs longer and longer [Y36]", () => {
    const ledger = ledgerOf(fourLetters());
    let client = 5000;
    let reason: string | undefined;
    for (; client < 5500 && reason === undefined; client += 1) {
      reason = refusal(ledger, letter(client, 0, at(2), at(3)));
    }
    expect(reason).toBeUndefined();
    ledger.conflicts = 10_000_000 - 100;
    expect(refusal(ledger, letter(client, 0, at(2), at(3)))).toBe("too_many_conflicts");
    expect(refusal(ledger, letter(client, 0, at(4), at(5)))).toBeUndefined();
  });
});
