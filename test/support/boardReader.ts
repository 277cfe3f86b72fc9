import { emptyBoard, mergeRecords, type BoardState } from "../../shared/boards/applyChange.ts";
import type { BoardRecord } from "../../shared/boards/boardChange.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import type { Person } from "./person.ts";

const PER_PAGE = 7;

/** All comments of an idea, page by page. */
const readComments = async (reader: Person, ideaId: string): Promise<BoardRecord[]> => {
  const found: BoardRecord[] = [];
  let after: string | undefined;
  do {
    const reply = await reader.rest(listComments, { ideaId, limit: PER_PAGE, after });
    if (!reply.ok) {
      return found;
    }
    found.push(...reply.value.comments);
    after = reply.value.next;
  } while (after !== undefined);
  return found;
};

/** An idea that is gone since it was listed gives nothing: the changes since then say so. */
const readIdea = async (reader: Person, ideaId: string): Promise<BoardRecord[]> => {
  const reply = await reader.rest(getIdea, { ideaId });
  return reply.ok
    ? [
        reply.value.board,
        reply.value.idea,
        reply.value.body,
        ...reply.value.responses,
        ...(await readComments(reader, ideaId)),
      ]
    : [];
};

/**
 * A board read whole, all pages of it and of every idea, while it may be changing. Its rev is that of the
 * first page: what came after is for `board.changes` to tell.
 */
export const readBoard = async (reader: Person, boardId: string): Promise<BoardState> => {
  const ideas: Idea[] = [];
  const records: BoardRecord[] = [];
  let rev: number | undefined;
  let after: string | undefined;
  do {
    const page = await reader.do(getBoard, { boardId, sort: "new", limit: PER_PAGE, after });
    rev ??= page.rev;
    records.push(page.board, ...page.ideas);
    ideas.push(...page.ideas);
    after = page.next;
  } while (after !== undefined);
  for (const { id } of ideas) {
    records.push(...(await readIdea(reader, id)));
  }
  return mergeRecords({ ...emptyBoard, rev: rev ?? 0 }, records);
};

/** What is to be seen of a board: the records in order of their keys. */
export const seenOf = ({ records }: BoardState): BoardRecord[] =>
  [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
