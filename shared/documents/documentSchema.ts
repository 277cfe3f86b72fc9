import { z } from "zod";
import { IdeaSort } from "../ideas/ideaSort.ts";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { TAG_MAX } from "../ideas/tag.ts";

/** The name of the root type, a `Y.XmlFragment`, that holds a document's text. */
export const DOCUMENT_ROOT = "body";

/** Addresses that a link may have: the web, mail, and places on this site. */
const LINK = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)[^\s\u0000-\u001f]*$/i;
const IMAGE = /^(?:https:\/\/|\/(?!\/))[^\s\u0000-\u001f]*$/i;
const ADDRESS_MAX = 2048;
const TAG = /^[^\p{Cc}\p{Cs}]+$/u;
const WORDS_MAX = 300;
/** How many ideas a list within a text shows at most. */
export const EMBED_COUNT_MAX = 20;
const id = z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/);
const words = z.string().max(WORDS_MAX);
const columns = {
  colspan: z.int().min(1).max(100),
  rowspan: z.int().min(1).max(100),
  colwidth: z.array(z.int().min(10).max(4000)).max(100).nullable(),
};
const BLOCKS = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "taskList",
  "blockquote",
  "codeBlock",
  "horizontalRule",
  "image",
  "table",
  "embed",
] as const;
const INLINE = ["text", "hardBreak", "mention"] as const;

interface NodeRule {
  /** The nodes that may be in it; `text` is text, with marks unless `isPlain`. */
  readonly content: readonly string[];
  readonly isPlain?: true;
  /** What may be set on it. Each may be left out. */
  readonly attributes: Readonly<Record<string, z.ZodType>>;
}

/**
 * Every node that a document may hold, below its root. The editor is built to it, the server admits
 * nothing else, and what is shown or exported is made from it alone.
 */
export const documentNodes = {
  paragraph: { content: INLINE, attributes: {} },
  heading: { content: INLINE, attributes: { level: z.int().min(1).max(4) } },
  bulletList: { content: ["listItem"], attributes: {} },
  orderedList: {
    content: ["listItem"],
    attributes: { start: z.int().min(0).max(1_000_000_000), type: z.literal("1").nullable() },
  },
  listItem: { content: BLOCKS, attributes: {} },
  taskList: { content: ["taskItem"], attributes: {} },
  taskItem: { content: BLOCKS, attributes: { checked: z.boolean() } },
  blockquote: { content: BLOCKS, attributes: {} },
  codeBlock: {
    content: ["text"],
    isPlain: true,
    attributes: { language: z.string().max(40).nullable() },
  },
  horizontalRule: { content: [], attributes: {} },
  image: {
    content: [],
    attributes: {
      src: z.string().max(ADDRESS_MAX).regex(IMAGE),
      alt: words.nullable(),
      title: words.nullable(),
    },
  },
  table: { content: ["tableRow"], attributes: {} },
  tableRow: { content: ["tableHeader", "tableCell"], attributes: {} },
  tableHeader: { content: BLOCKS, attributes: columns },
  tableCell: { content: BLOCKS, attributes: columns },
  /** Live, by id: some of a board's ideas, those with most votes unless it says otherwise; or how the votes on one stand. */
  embed: {
    content: [],
    attributes: {
      kind: z.enum(["ideaList", "voteResult"]),
      id,
      sort: IdeaSort.nullable(),
      status: IdeaStatus.nullable(),
      tag: z.string().max(TAG_MAX).regex(TAG).nullable(),
      count: z.int().min(1).max(EMBED_COUNT_MAX).nullable(),
    },
  },
  hardBreak: { content: [], attributes: {} },
  /** A person, an idea or another page, by id; the label is what it was called when it was written. */
  mention: {
    content: [],
    attributes: { kind: z.enum(["person", "idea", "page"]), id, label: words },
  },
} as const satisfies Readonly<Record<string, NodeRule>>;

export type DocumentNodeName = keyof typeof documentNodes;

/** What may stand directly in the root. */
export const documentContent: readonly string[] = BLOCKS;

/** Every mark that text may have, with its attributes. */
export const documentMarks = {
  bold: {},
  italic: {},
  strike: {},
  code: {},
  link: { href: z.string().max(ADDRESS_MAX).regex(LINK) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>;

export type DocumentMarkName = keyof typeof documentMarks;
