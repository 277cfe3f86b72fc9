// The search's own thread: the dictionary, the index and all that takes long stay off the server's event loop.
import { parentPort } from "node:worker_threads";
import { plainText } from "../ideas/plainText.ts";
import { highlightExcerpt, highlightLine } from "./highlight.ts";
import { digestOf, formatOf, readPieces, writePieces } from "./indexFile.ts";
import { SearchIndex, type IndexPiece } from "./searchIndex.ts";
import type { SavedSection, SearchReply, SearchTask, SearchWork } from "./searchWork.ts";
import { givingWay, type Steps } from "./steps.ts";
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

/** What searches, and what changes the index at once. */
const work: Omit<SearchWork, "save" | "load"> = {
  put: (parts) => {
    parts.forEach((part) => index.put(part));
    return index.size;
  },
  drop: (shelves) => {
    shelves.forEach((shelf) => index.drop(shelf));
    return index.size;
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

function* load({
  path,
  digests,
}: Parameters<SearchWork["load"]>[0]): Steps<ReturnType<SearchWork["load"]>> {
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
  yield* index.take(pieces);
  return { digest, section: head.section };
}

const answer = (reply: SearchReply): void => parentPort?.postMessage(reply);

const perform = (id: number, task: SearchTask): unknown => {
  const stepped = (): void => answer({ id, isUnderWay: true });
  switch (task.name) {
    case "put":
      return work.put(task.input);
    case "drop":
      return work.drop(task.input);
    case "save":
      return givingWay(writePieces(task.input.path, piecesOf(task.input.section)), stepped);
    case "load":
      return givingWay(load(task.input), stepped);
    case "find":
      return work.find(task.input);
    default:
      return work.mark(task.input);
  }
};

const reply = async ({ id, task }: Asked): Promise<void> => {
  try {
    answer({ id, value: await perform(id, task) });
  } catch (fault) {
    answer({ id, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
  }
};

interface Asked {
  readonly id: number;
  readonly task: SearchTask;
}

/** The last of what changes the index or writes it: one after the other, while searches get their turn. */
let changes = Promise.resolve();

parentPort?.on("message", (asked: Asked) => {
  if (asked.task.name === "find" || asked.task.name === "mark") {
    void reply(asked);
  } else {
    changes = changes.then(() => reply(asked));
  }
});
