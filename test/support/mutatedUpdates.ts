import * as Y from "yjs";
import { admitUpdate } from "../../server/documents/admitUpdate.ts";
import { Ledger } from "../../server/documents/ledger.ts";
import { treeOfDoc } from "../../server/documents/readTree.ts";
import { UpdateRefused } from "../../server/documents/updateRefused.ts";

/** 0 ≤ next() < 1, the same for the same seed. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const pick = <T>(random: () => number, all: readonly T[]): T => {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) {
    throw new Error("nothing to pick from");
  }
  return found;
};

const BLOCKS = ["paragraph", "heading", "blockquote", "codeBlock", "horizontalRule", "bulletList"];

const elementOf = (random: () => number): Y.XmlElement => {
  const name = pick(random, BLOCKS);
  const element = new Y.XmlElement(name);
  if (name === "bulletList" || name === "blockquote") {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText("in")]);
    const item = new Y.XmlElement("listItem");
    if (name === "bulletList") {
      item.insert(0, [paragraph]);
    }
    element.insert(0, [name === "bulletList" ? item : paragraph]);
  } else if (name !== "horizontalRule") {
    element.insert(0, [new Y.XmlText("words 字")]);
  }
  return element;
};

const textsIn = (parent: Y.XmlFragment): Y.XmlText[] =>
  parent
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : [],
    );

/** What somebody with an editor might do next. */
export const editAtRandom = (doc: Y.Doc, random: () => number): void => {
  const body = doc.getXmlFragment("body");
  const texts = textsIn(body);
  const at = (length: number): number => Math.floor(random() * (length + 1));
  const choice = random();
  const text = texts.length > 0 ? pick(random, texts) : undefined;
  if (!text || choice < 0.2) {
    body.insert(at(body.length), [elementOf(random)]);
  } else if (choice < 0.65) {
    text.insert(at(text.length), pick(random, ["a", "bc", "字", "😀", "long words"]));
  } else if (choice < 0.8 && text.length > 0) {
    const start = Math.floor(random() * text.length);
    text.delete(start, Math.min(1 + Math.floor(random() * 3), text.length - start));
  } else if (choice < 0.88 && text.length > 0) {
    const parent = text.parent;
    if (parent instanceof Y.XmlElement && parent.nodeName !== "codeBlock") {
      text.format(0, text.length, { bold: random() < 0.5 ? {} : null });
    }
  } else if (choice < 0.94) {
    const first = body.get(Math.floor(random() * body.length));
    if (first instanceof Y.XmlElement && first.nodeName === "heading") {
      first.setAttribute("level", (1 + Math.floor(random() * 4)) as unknown as string);
    }
  } else if (body.length > 3) {
    body.delete(Math.floor(random() * body.length), 1);
  }
};

/** A document with some history of several writers, and updates that would come next. */
export const someHistory = (random: () => number) => {
  const known = new Y.Doc();
  const writers = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const next: Uint8Array[] = [];
  for (let round = 0; round < 30; round += 1) {
    const writer = round < 25 ? pick(random, writers) : new Y.Doc();
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(known));
    const before = Y.encodeStateVector(writer);
    editAtRandom(writer, random);
    const update = Y.encodeStateAsUpdate(writer, before);
    if (round < 25) {
      Y.applyUpdate(known, update);
    } else {
      next.push(update);
    }
  }
  return { known: Y.encodeStateAsUpdate(known), next };
};

const INTERESTING = [0, 1, 2, 3, 4, 7, 8, 9, 10, 63, 64, 127, 128, 129, 135, 136, 192, 255];

export const mutated = (
  update: Uint8Array,
  other: Uint8Array,
  random: () => number,
): Uint8Array => {
  let bytes = [...update];
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const at = Math.floor(random() * bytes.length);
    const choice = random();
    if (choice < 0.35) {
      bytes[at] = pick(random, INTERESTING);
    } else if (choice < 0.55) {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    } else if (choice < 0.65) {
      bytes.splice(at, 1 + Math.floor(random() * 4));
    } else if (choice < 0.75) {
      bytes.splice(at, 0, pick(random, INTERESTING));
    } else if (choice < 0.85) {
      bytes = bytes.slice(0, at);
    } else {
      const from = Math.floor(random() * other.length);
      bytes.splice(at, 8, ...other.subarray(from, from + 8));
    }
  }
  return Uint8Array.from(bytes);
};

const docOf = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  updates.forEach((update) => Y.applyUpdate(doc, update));
  return doc;
};

const contentOf = (doc: Y.Doc): string => doc.getXmlFragment("body").toJSON();

const clientsOf = (update: Uint8Array): readonly number[] => [
  ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys(),
];

/** What becomes of one update: refused, or admitted and then fit for every Yjs, whatever else comes when. */
export const tryUpdate = (
  known: Uint8Array,
  update: Uint8Array,
  others: readonly Uint8Array[],
): { readonly outcome: "refused" | "known" | "admitted"; readonly ms: number } => {
  const ledger = new Ledger();
  admitUpdate(ledger, known, { isTrusted: true }).commit();
  const before = process.cpuUsage();
  const msSince = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  let admitted: ReturnType<typeof admitUpdate>;
  try {
    admitted = admitUpdate(ledger, update);
  } catch (reason) {
    if (reason instanceof UpdateRefused) {
      return { outcome: "refused", ms: msSince() };
    }
    throw reason;
  }
  admitted.commit();
  const ms = msSince();
  if (!admitted.fresh) {
    return { outcome: "known", ms };
  }
  const doc = docOf(known, admitted.fresh);
  if (doc.store.pendingStructs || doc.store.pendingDs) {
    throw new Error("admitted what Yjs could not take in");
  }
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
    if (ledger.next(client) !== clock) {
      throw new Error("admission and Yjs count differently");
    }
  }
  const again = docOf(Y.encodeStateAsUpdate(doc));
  if (again.store.pendingStructs || unshown(again) || contentOf(again) !== contentOf(doc)) {
    throw new Error("a cold load shows something else");
  }
  if (unshown(doc)) {
    throw new Error("admitted what no document may hold");
  }
  const own = clientsOf(admitted.fresh);
  const unsent = others.filter((other) => !clientsOf(other).some((client) => own.includes(client)));
  const late = docOf(known, ...unsent, admitted.fresh);
  const early = docOf(known, admitted.fresh, ...unsent.toReversed());
  // Where several set the same mark, each Yjs takes out what it finds twice, and tells the others.
  Y.applyUpdate(late, Y.encodeStateAsUpdate(early));
  Y.applyUpdate(early, Y.encodeStateAsUpdate(late));
  if (contentOf(late) !== contentOf(early)) {
    throw new Error("replicas differ by what came first");
  }
  return { outcome: "admitted", ms };
};

/** Whether there is something in a document that the schema leaves out when it is shown. */
const unshown = (doc: Y.Doc): boolean => {
  const count = (parent: Y.XmlFragment): number =>
    parent
      .toArray()
      .reduce<number>(
        (sum, child) => sum + (child instanceof Y.XmlElement ? 1 + count(child) : 0),
        0,
      );
  const shown = (
    nodes: readonly { readonly type: string; readonly content?: readonly unknown[] }[],
  ): number =>
    nodes.reduce(
      (sum, node) =>
        sum + (node.type === "text" ? 0 : 1 + shown((node.content ?? []) as typeof nodes)),
      0,
    );
  return count(doc.getXmlFragment("body")) !== shown(treeOfDoc(doc)) || doc.share.size !== 1;
};
