import { z } from "zod";
import { type BoardId, IdeaId, type UserId } from "../../shared/protocol/ids.ts";

/** Where texts are kept on the device. */
export interface Shelf {
  readonly read: (key: string) => string | undefined;
  readonly keep: (key: string, text: string) => void;
  readonly drop: (key: string) => void;
}

const Wishes = z.array(z.tuple([IdeaId, z.boolean()]));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (reason) {
    if (reason instanceof SyntaxError) {
      return undefined;
    }
    throw reason;
  }
};

/** What somebody wants of their votes on a board and no server has answered, kept over a reload. */
export const keptVotes = (shelf: Shelf, boardId: BoardId, user: () => UserId | undefined) => {
  const key = () => `votes.${user() ?? ""}.${boardId}`;
  return {
    read: (): (readonly [IdeaId, boolean])[] =>
      Wishes.safeParse(parsed(shelf.read(key()) ?? "[]")).data ?? [],
    write: (wishes: readonly (readonly [IdeaId, boolean])[]): void =>
      wishes.length === 0 ? shelf.drop(key()) : shelf.keep(key(), JSON.stringify(wishes)),
  };
};

export type KeptVotes = ReturnType<typeof keptVotes>;
