// P14: no document can be made unloadable. `npm run promises -- documentsLoad`
import * as Y from "yjs";
import { compactState } from "../../server/documents/compactState.ts";
import { DocumentState } from "../../server/documents/documentState.ts";
import { docOf, treeOfDoc } from "../../server/documents/readTree.ts";
import { UpdateRefused } from "../../server/documents/updateRefused.ts";
import { DEPTH_MAX } from "../../shared/documents/documentLimits.ts";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import { tell } from "../support/tried.ts";

const LONGEST_MS = 2000;
const AT_ONCE = 2000;
const EMPTY = Uint8Array.of(0, 0);

const paragraphWith = (words: string): Y.XmlElement => {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
};
const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(DOCUMENT_ROOT);
const firstText = (doc: Y.Doc): Y.XmlText => {
  const text = (bodyOf(doc).get(0) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) {
    throw new Error("no text");
  }
  return text;
};

/** Ways to make a document as bad as it can be: each step writes one more update's worth. */
const writers: Readonly<Record<string, () => (doc: Y.Doc, step: number) => void>> = {
  "letters that don't join": () => (doc, step) => {
    if (step === 0) {
      bodyOf(doc).insert(0, [paragraphWith("")]);
    }
    for (let count = 0; count < AT_ONCE; count += 1) {
      firstText(doc).insert(0, "x");
    }
  },
  "every other letter deleted": () => (doc, step) => {
    if (step === 0) {
      bodyOf(doc).insert(0, [paragraphWith("")]);
    }
    const text = firstText(doc);
    text.insert(0, "x".repeat(AT_ONCE));
    for (let at = 0; at < AT_ONCE / 2; at += 1) {
      text.delete(at, 1);
    }
  },
  "empty paragraphs": () => (doc) => {
    bodyOf(doc).insert(
      0,
      Array.from({ length: AT_ONCE }, () => new Y.XmlElement("paragraph")),
    );
  },
  "quotes as deep as can be": () => (doc) => {
    for (let count = 0; count < AT_ONCE / DEPTH_MAX; count += 1) {
      let block = paragraphWith("x");
      for (let depth = 1; depth < DEPTH_MAX; depth += 1) {
        const quote = new Y.XmlElement("blockquote");
        quote.insert(0, [block]);
        block = quote;
      }
      bodyOf(doc).insert(0, [block]);
    }
  },
  "marks on every letter": () => (doc, step) => {
    if (step === 0) {
      bodyOf(doc).insert(0, [paragraphWith("")]);
    }
    for (let count = 0; count < AT_ONCE / 4; count += 1) {
      firstText(doc).insert(0, "x", { bold: {}, italic: count % 2 === 0 ? {} : null });
    }
  },
  "many at the same place at once": () => {
    const start = new Y.Doc();
    bodyOf(start).insert(0, [paragraphWith("x")]);
    const begun = Y.encodeStateAsUpdate(start);
    return (doc, step) => {
      if (step === 0) {
        Y.applyUpdate(doc, begun);
      }
      for (let count = 0; count < 20; count += 1) {
        const other = new Y.Doc();
        Y.applyUpdate(other, begun);
        firstText(other).insert(1, "x");
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(start)));
      }
    };
  },
};

interface Worst {
  /** Why no more was taken. */
  readonly refused: string;
  readonly bytes: number;
  readonly structs: number;
  /** Milliseconds until a server that has just begun could admit to it, and until an editor has loaded it. */
  readonly serverMs: number;
  readonly editorMs: number;
}

const took = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
};

/** Writes until no more is taken, with snapshots as they come, and loads what was. */
const worstOf = (write: (doc: Y.Doc, step: number) => void): Worst => {
  const state = new DocumentState({ base: EMPTY, seq: -1, owners: [], entries: [] });
  let compacted = compactState([EMPTY]);
  const author = new Y.Doc();
  let made: Uint8Array[] = [];
  author.on("update", (update: Uint8Array) => made.push(update));
  for (let step = 0; ; step += 1) {
    author.transact(() => write(author, step));
    const tail: Uint8Array[] = [];
    try {
      for (const update of made) {
        state.admit(update, { user: "ann", isServer: false });
        tail.push(update);
      }
    } catch (reason) {
      if (!(reason instanceof UpdateRefused)) {
        throw reason;
      }
      const { state: base } = compacted;
      const given = { base, seq: 0, owners: [], entries: [] };
      return {
        refused: reason.reason,
        bytes: base.length,
        structs: compacted.structs,
        serverMs: took(() => new DocumentState(given).ledger),
        editorMs: took(() => treeOfDoc(docOf([base]))),
      };
    }
    made = [];
    const updates = tail.map((update) => ({ at: new Date(), update, clients: [] }));
    state.add({ _id: "", name: "page:0" as never, seq: state.seq, token: "", updates });
    if (state.tailBytes > state.base.length / 4) {
      compacted = compactState(state.updates);
      state.rebase(compacted.state, state.seq - 1, {
        ...compacted,
        ends: undefined,
      });
    }
  }
};

const all = Object.entries(writers).map(([name, make]) => {
  const worst = worstOf(make());
  process.stdout.write(`${name}: ${JSON.stringify(worst)}\n`);
  return worst;
});
const slowest = Math.max(...all.flatMap(({ serverMs, editorMs }) => [serverMs, editorMs]));
tell({
  promise: "P14",
  asked: "any accepted document loads cold in less than 2 s",
  seen: `${all.length} documents filled until no more was taken: at most ${slowest} ms of processor time`,
  isMet: slowest < LONGEST_MS,
});
