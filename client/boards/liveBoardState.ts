import type { Audience } from "../../shared/boards/boardChange.ts";
import { type BoardState, emptyBoard } from "../../shared/boards/applyChange.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { noVotes, type OwnVotes } from "../votes/voteIntents.ts";
import type { BoardView } from "./boardView.ts";

/** How an idea's comments are loaded: the list is whole up to `frontier`, or whole if there is no `next`. */
export interface OpenIdea {
  readonly next?: string;
  readonly frontier?: { readonly createdAt: string; readonly id: string };
}

export interface LiveBoardState {
  /** `missing`: gone, or not for these eyes; the two look the same. `failed`: no answer yet. */
  readonly phase: "loading" | "ready" | "missing" | "failed";
  readonly board: BoardState;
  readonly audience: Audience | undefined;
  readonly here: number;
  readonly views: ReadonlyMap<string, BoardView>;
  readonly ideas: ReadonlyMap<IdeaId, OpenIdea | "loading" | "missing" | "failed">;
  readonly votes: OwnVotes;
  /** How many votes one has left to give; absent where there is no such limit. */
  readonly votesLeft: number | undefined;
}

export const unopened: LiveBoardState = {
  phase: "loading",
  board: emptyBoard,
  audience: undefined,
  here: 0,
  views: new Map(),
  ideas: new Map(),
  votes: noVotes,
  votesLeft: undefined,
};
