import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { admitUpdate } from "../../server/documents/admitUpdate.ts";
import { writeVector } from "../../server/documents/documentMessages.ts";
import { DocumentState } from "../../server/documents/documentState.ts";
import { Ledger } from "../../server/documents/ledger.ts";
import { docOf } from "../../server/documents/readTree.ts";
import { ITEMS_MAX, STATE_MAX_BYTES } from "../../shared/documents/documentLimits.ts";
import { mutated, pick, randomOf, someHistory, tryUpdate } from "../support/mutatedUpdates.ts";

const ledgerOf = (...updates: readonly Uint8Array[]): Ledger => {
  const ledger = new Ledger();
  updates.forEach((update) => admitUpdate(ledger, update, { isTrusted: true }).commit());
  return ledger;
};

const docWith = (change: (body: Y.XmlFragment, doc: Y.Doc) => void, client?: number): Y.Doc => {
  const doc = new Y.Doc();
  if (client !== undefined) {
    doc.clientID = client;
  }
  doc.transact(() => change(doc.getXmlFragment("body"), doc));
  return doc;
};

const stateWith = (
  change: (body: Y.XmlFragment, doc: Y.Doc) => void,
  client?: number,
): Uint8Array => Y.encodeStateAsUpdate(docWith(change, client));

const paragraph = (words = "x"): Y.XmlElement => {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};

/** The first text of the first block. */
const textIn = (body: Y.XmlFragment): Y.XmlText =>
  (body.get(0) as Y.XmlElement).get(0) as Y.XmlText;

const bytes = (...numbers: readonly number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  return encoding.toUint8Array(encoder);
};

const refusal = (update: Uint8Array, ...known: readonly Uint8Array[]): unknown => {
  try {
    admitUpdate(ledgerOf(...known), update);
    return undefined;
  } catch (reason) {
    return Reflect.get(Object(reason), "reason");
  }
};

const empty = Uint8Array.of(0, 0);

describe("Admission", () => {
  test("takes all that editors write, in whatever pieces it comes [Y30]", () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { known, next } = someHistory(randomOf(seed));
      const ledger = ledgerOf(known);
      const [merged, straight] = [new Y.Doc(), new Y.Doc()];
      for (const update of next) {
        // Whole states hold what is known already, in part in the midst of a stretch of text.
        for (const sent of [update, Y.mergeUpdates([known, update]), update]) {
          const admitted = admitUpdate(ledger, sent);
          admitted.commit();
          Y.applyUpdate(merged, admitted.fresh ?? bytes(0, 0));
        }
        Y.applyUpdate(straight, update);
      }
      for (const doc of [merged, straight]) {
        Y.applyUpdate(doc, known);
      }
      expect(merged.getXmlFragment("body").toJSON()).toBe(straight.getXmlFragment("body").toJSON());
      expect(Y.encodeStateVector(merged)).toEqual(Y.encodeStateVector(straight));
    }
  });

  test("finds nothing new in what it knows, and the rest where only a part is known [Y30]", () => {
    const doc = docWith((body) => body.insert(0, [paragraph("ab")]));
    const known = Y.encodeStateAsUpdate(doc);
    textIn(doc.getXmlFragment("body")).insert(2, "cd😀");
    const more = Y.encodeStateAsUpdate(doc);

    expect(admitUpdate(ledgerOf(known), known).fresh).toBeUndefined();
    const { fresh = bytes() } = admitUpdate(ledgerOf(known), more);

    expect(fresh.length).toBeLessThan(more.length);
    const cold = new Y.Doc();
    Y.applyUpdate(cold, known);
    Y.applyUpdate(cold, fresh);
    expect(cold.getXmlFragment("body").toJSON()).toBe("<paragraph>abcd😀</paragraph>");
  });

  test("refuses what has a gap before it, or rests on what is not there [Y31]", () => {
    const doc = docWith((body) => body.insert(0, [paragraph("ab")]));
    const first = Y.encodeStateAsUpdate(doc);
    const vector = Y.encodeStateVector(doc);
    doc.getXmlFragment("body").insert(1, [paragraph("later")]);
    const later = Y.encodeStateAsUpdate(doc, vector);
    const other = new Y.Doc();
    Y.applyUpdate(other, first);
    const before = Y.encodeStateVector(other);
    other.getXmlFragment("body").insert(1, [paragraph("of another")]);

    expect(refusal(later)).toBe("gap");
    expect(refusal(Y.encodeStateAsUpdate(other, before))).toBe("unknown_item");
    expect(refusal(later, first)).toBeUndefined();
  });

  test("refuses deletions of what nobody has written yet [Y31]", () => {
    const known = stateWith((body) => body.insert(0, [paragraph("ab")]), 77);
    const nothing = 0;

    expect(refusal(bytes(nothing, 1, 77, 1, 3, 1_000_000), known)).toBe("unknown_item");
    expect(refusal(bytes(nothing, 1, 4242, 1, 0, 1), known)).toBe("unknown_item");
    expect(refusal(bytes(nothing, 1, 77, 1, 2, 2), known)).toBeUndefined();
  });

  test.each<[string, (body: Y.XmlFragment, doc: Y.Doc) => void]>([
    ["an unknown node", (body) => body.insert(0, [new Y.XmlElement("script")])],
    ["a name of objects", (body) => body.insert(0, [new Y.XmlElement("__proto__")])],
    ["another root", (_, doc) => doc.getMap("config").set("a", 1)],
    ["text in the root", (body) => body.insert(0, [new Y.XmlText("loose")])],
    [
      "a table in a mention",
      (body) => {
        const [outer, mention] = [new Y.XmlElement("paragraph"), new Y.XmlElement("mention")];
        mention.insert(0, [new Y.XmlElement("table")]);
        outer.insert(0, [mention]);
        body.insert(0, [outer]);
      },
    ],
    [
      "an unknown attribute",
      (body) => {
        const heading = new Y.XmlElement("heading");
        heading.setAttribute("onclick", "alert(1)");
        body.insert(0, [heading]);
      },
    ],
    [
      "a wrong value",
      (body) => {
        const image = new Y.XmlElement("image");
        image.setAttribute("src", "javascript:alert(1)");
        body.insert(0, [image]);
      },
    ],
    [
      "a wrong mark",
      (body) => {
        body.insert(0, [paragraph()]);
        textIn(body).format(0, 1, { link: { href: "javascript:alert(1)" } });
      },
    ],
    [
      "a mark in code",
      (body) => {
        const code = new Y.XmlElement("codeBlock");
        const text = new Y.XmlText("x");
        code.insert(0, [text]);
        text.format(0, 1, { bold: {} });
        body.insert(0, [code]);
      },
    ],
    [
      "something embedded in text",
      (body) => {
        body.insert(0, [paragraph()]);
        textIn(body).insertEmbed(0, { image: "x" });
      },
    ],
    [
      "a document within",
      (body) => {
        const heading = new Y.XmlElement("heading");
        heading.setAttribute("level", new Y.Doc() as unknown as string);
        body.insert(0, [heading]);
      },
    ],
    [
      "bytes",
      (body) => {
        const heading = new Y.XmlElement("heading");
        heading.setAttribute("level", Uint8Array.of(1) as unknown as string);
        body.insert(0, [heading]);
      },
    ],
  ])("refuses %s [Y32]", (_, change) => {
    expect(refusal(stateWith(change))).toBe("not_allowed");
  });

  test("refuses elements in each other without end, and nothing that is less deep [Y33]", () => {
    const nested = (depth: number) =>
      stateWith((body) => {
        let inner = new Y.XmlElement("blockquote");
        const outer = inner;
        body.insert(0, [outer]);
        for (let left = depth - 1; left > 0; left -= 1) {
          const next = new Y.XmlElement("blockquote");
          inner.insert(0, [next]);
          inner = next;
        }
      });

    expect(refusal(nested(16))).toBeUndefined();
    expect(refusal(nested(17))).toBe("too_deep");
    expect(refusal(nested(5000))).toBe("too_deep");
  });

  test("keeps a document from growing beyond what loads in time [Y37]", () => {
    const author = new Y.Doc();
    const made: Uint8Array[] = [];
    author.on("update", (update: Uint8Array) => made.push(update));
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [text]);
    author.getXmlFragment("body").insert(0, [paragraph]);
    const addLetters = (count: number) =>
      author.transact(() => {
        for (let added = 0; added < count; added += 1) {
          text.insert(0, "x");
        }
      });
    const state = new DocumentState({ base: made[0] ?? empty, seq: 0, owners: [], entries: [] });
    const admitLast = () => state.admit(made.at(-1) ?? empty, { user: "ann", isServer: false });

    addLetters(ITEMS_MAX - 10);
    admitLast();
    addLetters(10);
    expect(admitLast).toThrow("too_many_items");
    const more = new Y.Doc();
    Y.applyUpdate(more, Y.mergeUpdates(made.slice(0, 2)));
    more.getXmlFragment("body").insert(0, [new Y.XmlElement("paragraph")]);
    const { vector } = state;
    state.admit(Y.encodeStateAsUpdate(more, writeVector(vector)), { user: "ann", isServer: false });

    const large = new Y.Doc();
    const words = new Y.XmlText("x".repeat(STATE_MAX_BYTES));
    const long = new Y.XmlElement("paragraph");
    long.insert(0, [words]);
    large.getXmlFragment("body").insert(0, [long]);
    const full = { base: Y.encodeStateAsUpdate(large), seq: 0, owners: [], entries: [] };
    words.insert(0, "one more");
    const one = Y.encodeStateAsUpdate(large, Y.encodeStateVectorFromUpdate(full.base));
    expect(() => new DocumentState(full).admit(one, { user: "ann", isServer: false })).toThrow(
      "document_full",
    );
  });

  test("knows how far each client has come, with a ledger and without [Y12]", () => {
    const { known, next } = someHistory(randomOf(3));
    const updates = next.map((update) => ({ at: new Date(), update, clients: [] }));
    const entry = { _id: "", name: "page:x" as never, seq: 1, token: "", updates };
    const state = new DocumentState({ base: known, seq: 0, owners: [], entries: [entry] });
    const told = state.vector;

    expect(told).toEqual(Y.decodeStateVector(Y.encodeStateVector(docOf([known, ...next]))));
    expect(state.ledger.vector).toEqual(told);
  });

  test("lets no mutated update harm anybody [Y34]", () => {
    const outcomes = { refused: 0, known: 0, admitted: 0 };
    const times: number[] = [];
    for (let seed = 0; seed < 40; seed += 1) {
      const random = randomOf(seed);
      const { known, next } = someHistory(random);
      for (let times_ = 0; times_ < 50; times_ += 1) {
        const update = mutated(pick(random, next), known, random);
        const { outcome, ms } = tryUpdate(known, update, next);
        outcomes[outcome] += 1;
        times.push(ms);
      }
    }
    times.sort((a, b) => a - b);

    expect(outcomes.refused).toBeGreaterThan(1000);
    expect(outcomes.admitted).toBeGreaterThan(50);
    expect(times[Math.floor(times.length * 0.9)]).toBeLessThan(1);
  });
});
