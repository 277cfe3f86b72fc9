export interface Idea {
  _id: string;
  boardId: string;
  removed: boolean;
  votes: number;
  title: string;
}

export const BOARDS = 1_000;
export const PAGE = 50;

export const ideaOf = (id: string, number: number): Idea => ({
  _id: id,
  boardId: `b${number % BOARDS}`,
  removed: number % 10 === 0,
  votes: (number * 7_919) % 1_000,
  title: `An idea of about as many words as people write, number ${number}`,
});

/** One of the databases that are measured, asked through the client library that people use with it. */
export interface Contender {
  /** Makes the table or collection and its index. */
  prepare: () => Promise<unknown>;
  insert: (id: string, number: number) => Promise<unknown>;
  update: (id: string) => Promise<unknown>;
  insertMany: (ids: string[]) => Promise<unknown>;
  find: (id: string) => Promise<unknown>;
  page: (board: string) => Promise<unknown>;
  close: () => Promise<void>;
}

export type ContenderName = "embedded" | "PostgreSQL";

/** Through the client library that people use, or with the protocol spoken by hand: then the clients are hardly felt. */
export type Means = "library" | "hand";
