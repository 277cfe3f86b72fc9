import { z } from "zod";
import { BoardChange } from "../../shared/boards/boardChange.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { BoardId } from "../../shared/protocol/ids.ts";

const Records = BoardChange.shape.records;

/** What was committed on a board: one or several spans of revs, and each record in its newest state. */
const Changed = z.object({
  what: z.literal("changed"),
  boardId: BoardId,
  spans: z.array(z.object({ from: z.int().nonnegative(), rev: z.int().positive() })).min(1),
  records: z.object({ public: Records, staff: Records }),
});

/** Somebody's rights changed: whatever they have open is closed on every node. */
const Rights = z.object({
  what: z.literal("rights"),
  of: z.union([
    z.strictObject({ user: z.string() }),
    z.strictObject({ board: z.string() }),
    z.strictObject({ community: z.string() }),
    z.strictObject({ login: z.string() }),
    z.strictObject({ documents: z.array(DocumentName) }),
  ]),
});

/** How many this node has on the boards where that has changed. */
const Here = z.object({
  what: z.literal("here"),
  counts: z.record(BoardId, z.int().nonnegative()),
});

/** Journals of shared documents have new entries: nodes that have one of them open read on. */
const Entries = z.object({ what: z.literal("entries"), names: z.array(DocumentName).min(1) });

/** Who has a document open on this node, as editors tell each other; without entries: who has it on others? */
const Presence = z.object({
  what: z.literal("presence"),
  name: DocumentName,
  entries: z.base64().optional(),
});

/** What nodes tell each other. Everything in it is in the database as well, or will soon be said again. */
export const News = z.discriminatedUnion("what", [Changed, Rights, Here, Entries, Presence]);
export type News = z.infer<typeof News>;
export type BoardNews = z.infer<typeof Changed>;
