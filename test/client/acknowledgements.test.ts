import { array, assert, integer, nat, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { acknowledgements } from "../../client/documents/acknowledgements.ts";

/** A document here and the server's, with what is told between them kept until a test sends it. */
const aLine = () => {
  const here = new Y.Doc();
  const there = new Y.Doc();
  const known = acknowledgements();
  const sent: Uint8Array[] = [];
  here.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") {
      known.made(update);
      sent.push(update);
    }
  });
  return { here, there, known, sent, text: here.getText("t") };
};

describe("what one wrote is known to be saved", () => {
  test("when it came back, and not before [C25]", () => {
    const { known, sent, text } = aLine();
    text.insert(0, "words");
    text.delete(1, 2);
    expect(known.isEmpty()).toBe(false);
    const [first, second] = sent;
    known.heard(first ?? new Uint8Array());
    expect(known.isEmpty()).toBe(false);
    known.heard(second ?? new Uint8Array());
    expect(known.isEmpty()).toBe(true);
  });

  test("not by what others write [C25]", () => {
    const { known, text } = aLine();
    text.insert(0, "mine");
    const other = new Y.Doc();
    other.getText("t").insert(0, "theirs");
    known.heard(Y.encodeStateAsUpdate(other));
    expect(known.isEmpty()).toBe(false);
  });

  test("by the server's first words, when it had it all along [C25]", () => {
    const { here, there, known, text } = aLine();
    text.insert(0, "words");
    text.delete(0, 1);
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
    known.heardState(Y.encodeStateVector(there));
    expect(known.isEmpty()).toBe(false);
    known.heard(Y.encodeStateAsUpdate(there, Y.encodeStateVector(here)));
    expect(known.isEmpty()).toBe(true);
  });

  test("exactly when the server has all of it, however it joins and repeats updates [C25]", () => {
    const edit = record({ at: nat(30), length: integer({ min: -4, max: 4 }) });
    assert(
      property(array(edit, { minLength: 1, maxLength: 20 }), nat(20), (edits, lost) => {
        const { here, there, known, sent, text } = aLine();
        for (const { at, length } of edits) {
          const from = Math.min(at, text.length);
          if (length > 0) {
            text.insert(from, "x".repeat(length));
          } else {
            text.delete(from, Math.min(-length, text.length - from));
          }
        }
        const arrived = sent.slice(0, Math.max(0, sent.length - lost));
        for (let next = 0; next < arrived.length; next += 2) {
          const joined = Y.mergeUpdates(arrived.slice(next, next + 2));
          Y.applyUpdate(there, joined);
          known.heard(joined);
        }
        const isThere = there.getText("t").toJSON() === text.toJSON();
        const isComplete = arrived.length === sent.length;
        expect(known.isEmpty()).toBe(isComplete);
        expect(isThere || !isComplete).toBe(true);
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
        known.heard(Y.encodeStateAsUpdate(there));
        expect(known.isEmpty()).toBe(true);
      }),
    );
  });
});
