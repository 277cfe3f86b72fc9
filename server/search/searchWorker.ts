// The search's own thread: the dictionary, the index and all that takes long stay off the server's event loop.
import { parentPort } from "node:worker_threads";
import { plainText } from "../ideas/plainText.ts";
import { highlightExcerpt, highlightLine } from "./highlight.ts";
import { digestOf, formatOf, readPieces, writePieces } from "./indexFile.ts";
import { SearchIndex, type IndexPiece } from "./searchIndex.ts";
import type { SavedSection, SearchReply, SearchTask, SearchWork } from "./searchWork.ts";
import { Tokenizer } from "./tokenizer.ts";

/** A longer text is cut before it is marked: an excerpt is what is wanted. */
const MOST_MARKED = 40_000;

/** What a file begins with. */
interface FileHead {
  readonly format: string;
  readonly section: SavedSection;
}

const tokenizer = new Tokenizer();
const format = formatOf(tokenizer);
const index = new SearchIndex(tokenizer);

function* piecesOf(section: SavedSection): Generator<FileHead | IndexPiece> {
  yield { format, section };
  yield* index.pieces(section.shelves);
}

const work: SearchWork = {
  put: (parts) => {
    parts.forEach((part) => index.put(part));
    return index.size;
  },
  drop: (shelves) => {
    shelves.forEach((shelf) => index.drop(shelf));
    return index.size;
  },
  save: ({ path, section }) => writePieces(path, piecesOf(section)),
  load: ({ path, digests }) => {
    const digest = digestOf(path);
    if (digest === undefined || !digests.includes(digest)) {
      return undefined;
    }
    const [head] = readPieces<FileHead>(path);
    if (head?.format !== format) {
      return undefined;
    }
    const pieces = readPieces<IndexPiece>(path);
    pieces.next();
    index.take(pieces);
    return { digest, section: head.section };
  },
  find: (ask) => index.find(ask),
  mark: ({ texts, terms }) => {
    const wanted = new Set(terms);
    return texts.map(({ title, text, isPlain }) => {
      const start = text.slice(0, MOST_MARKED);
      const words = isPlain ? start.replaceAll(/\s+/g, " ").trim() : plainText(start);
      return {
        title: highlightLine(tokenizer, title, wanted),
        excerpt: highlightExcerpt(tokenizer, words, wanted),
      };
    });
  },
};

const perform = (task: SearchTask): unknown => {
  switch (task.name) {
    case "put":
      return work.put(task.input);
    case "drop":
      return work.drop(task.input);
    case "save":
      return work.save(task.input);
    case "load":
      return work.load(task.input);
    case "find":
      return work.find(task.input);
    default:
      return work.mark(task.input);
  }
};

parentPort?.on("message", ({ id, task }: { id: number; task: SearchTask }) => {
  const answer = (reply: SearchReply): void => parentPort?.postMessage(reply);
  try {
    answer({ id, value: perform(task) });
  } catch (fault) {
    answer({ id, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
  }
});
