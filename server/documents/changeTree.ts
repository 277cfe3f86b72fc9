import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type {
  DocumentElement,
  DocumentNode,
  DocumentText,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import { nodeOf, textsOf } from "./readTree.ts";
import { commonRuns } from "./commonRuns.ts";
import { elementOf, isAttributeValue, marksAsAttributes, textNodeOf } from "./writeTree.ts";

/** What a Y child is or should be: an element, or a stretch of text. */
type Piece = DocumentElement | readonly DocumentText[];

const isElement = (piece: Piece): piece is DocumentElement => "type" in piece;

/** Stretches of text that follow each other are one child. */
const piecesOf = (nodes: readonly DocumentNode[]): Piece[] => {
  const pieces: Piece[] = [];
  let texts: DocumentText[] = [];
  for (const node of nodes) {
    if (node.type === "text") {
      if (texts.length === 0) {
        texts = [];
        pieces.push(texts);
      }
      texts.push(node);
    } else {
      texts = [];
      pieces.push(node);
    }
  }
  return pieces;
};

type Child = Y.XmlElement | Y.XmlText;

const isChild = (value: unknown): value is Child =>
  value instanceof Y.XmlElement || value instanceof Y.XmlText;

/** As it is, so that it can be compared; what is no node of ours is equal to nothing. */
const keyOfChild = (child: unknown): string | undefined => {
  if (child instanceof Y.XmlText) {
    return JSON.stringify(textsOf(child));
  }
  const node = child instanceof Y.XmlElement ? nodeOf(child) : undefined;
  return node && JSON.stringify(node);
};

interface Letter {
  readonly text: string;
  readonly marks: string;
}

const lettersOf = (texts: readonly DocumentText[]): Letter[] =>
  texts.flatMap(({ text, marks }) => {
    const key = JSON.stringify(marks);
    return text.split("").map((letter) => ({ text: letter, marks: key }));
  });

const isSame = (one: Letter | undefined, other: Letter | undefined): boolean =>
  one?.text === other?.text && one?.marks === other?.marks;

/** Replaces what is between the beginning and the end that stay. */
const changeText = (child: Y.XmlText, wanted: readonly DocumentText[]): void => {
  const before = lettersOf(textsOf(child));
  const after = lettersOf(wanted);
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && isSame(before[start], after[start])) {
    start += 1;
  }
  let end = 0;
  while (end < most - start && isSame(before.at(-1 - end), after.at(-1 - end))) {
    end += 1;
  }
  child.delete(start, before.length - end - start);
  let at = 0;
  const last = after.length - end;
  for (const { text, marks } of wanted) {
    const part = text.slice(Math.max(start - at, 0), Math.max(last - at, 0));
    if (part !== "") {
      child.insert(Math.max(at, start), part, marksAsAttributes(marks));
    }
    at += text.length;
  }
};

const changeElement = (child: Y.XmlElement, wanted: DocumentElement): void => {
  const own: Record<string, unknown> = child.getAttributes();
  for (const [key, value] of Object.entries(wanted.attributes)) {
    if (isAttributeValue(value) && JSON.stringify(own[key]) !== JSON.stringify(value)) {
      child.setAttribute(key, value);
    }
  }
  for (const key of Object.keys(own)) {
    if (!isAttributeValue(wanted.attributes[key])) {
      child.removeAttribute(key);
    }
  }
  changeChildren(child, wanted.content);
};

/** Whether one can be made of the other, so that whoever has the cursor in it keeps it there. */
const canBecome = (child: Child, piece: Piece): boolean =>
  child instanceof Y.XmlText
    ? !isElement(piece)
    : isElement(piece) && child.nodeName === piece.type;

const become = (child: Child, piece: Piece): void => {
  if (child instanceof Y.XmlText && !isElement(piece)) {
    changeText(child, piece);
  } else if (child instanceof Y.XmlElement && isElement(piece)) {
    changeElement(child, piece);
  }
};

const makeChild = (piece: Piece): Child =>
  isElement(piece) ? elementOf(piece) : textNodeOf(piece);

const changeChildren = (parent: Y.XmlFragment, nodes: readonly DocumentNode[]): void => {
  const pieces = piecesOf(nodes);
  const children: unknown[] = parent.toArray();
  const changes = commonRuns(
    children.map(keyOfChild),
    pieces.map((piece) => JSON.stringify(piece)),
  );
  // From the end, so that what comes before keeps its place.
  for (const { before, beforeEnd, after, afterEnd } of changes.toReversed()) {
    const old = children.slice(before, beforeEnd);
    const wanted = pieces.slice(after, afterEnd);
    let kept = 0;
    for (let next = old[kept]; isChild(next); next = old[kept]) {
      const piece = wanted[kept];
      if (!piece || !canBecome(next, piece)) {
        break;
      }
      become(next, piece);
      kept += 1;
    }
    parent.delete(before + kept, old.length - kept);
    parent.insert(before + kept, wanted.slice(kept).map(makeChild));
  }
};

/** Makes a document's content this tree by changing no more than differs. For `Documents.change`. */
export const changeTree = (doc: Y.Doc, tree: DocumentTree): void =>
  changeChildren(doc.getXmlFragment(DOCUMENT_ROOT), tree);
