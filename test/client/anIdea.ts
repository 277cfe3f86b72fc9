import { recordKey } from "../../shared/boards/applyChange.ts";
import type { Board } from "../../shared/boards/board.ts";
import { Board as BoardSchema } from "../../shared/boards/board.ts";
import type { BoardRecord } from "../../shared/boards/boardChange.ts";
import { Idea } from "../../shared/ideas/idea.ts";

/** A ULID that sorts by its number. */
export const anId = (number: number) => `01${String(number).padStart(24, "0")}`;

export const boardId = BoardSchema.shape.id.parse(anId(1000));

export const aBoard = (part: Partial<Board> = {}): Board =>
  BoardSchema.parse({
    type: "board",
    id: boardId,
    communityId: anId(2000),
    rev: 1,
    name: "Next bicycle",
    purpose: "",
    visibility: "public",
    postingOpen: true,
    votingOpen: true,
    commentingOpen: true,
    ideas: 0,
    createdAt: "2026-11-01T00:00:00.000Z",
    ...part,
  });

/** The higher the number, the younger. */
export const anIdea = (number: number, part: Partial<Idea> = {}): Idea =>
  Idea.parse({
    type: "idea",
    id: anId(number),
    boardId,
    rev: 1,
    title: `Idea ${number}`,
    excerpt: "",
    tags: [],
    status: "open",
    author: { id: anId(3000), name: "Ada" },
    votes: 0,
    comments: 0,
    createdAt: new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString(),
    ...part,
  });

export const recordsOf = (...records: BoardRecord[]): ReadonlyMap<string, BoardRecord> =>
  new Map(records.map((record) => [recordKey(record), record]));
