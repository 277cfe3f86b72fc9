import { io, type Socket } from "socket.io-client";
import type { BoardLine } from "../../client/boards/boardPages.ts";
import { liveBoard, type LiveBoard } from "../../client/boards/liveBoard.ts";
import { offline } from "../../client/connection/clientReply.ts";
import { socketDoor } from "../../client/connection/socketDoor.ts";
import { BoardChange } from "../../shared/boards/boardChange.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { InputOf, Operation } from "../../shared/protocol/operation.ts";
import type { Person } from "./person.ts";

const NEWEST = { sort: "new" } as const;

/** Somebody who looks at a board and does nothing: the client's own connection and live board, without a page. */
export class Follower {
  readonly #live: LiveBoard;
  readonly #boardId: BoardId;
  readonly #socket: Socket;
  readonly #door: ReturnType<typeof socketDoor>;
  #lostAt: number | undefined;
  #longestGap = 0;
  /** Resolves when it follows for the first time. */
  readonly joined: Promise<void>;

  constructor(person: Person, boardId: string) {
    this.#boardId = BoardId.parse(boardId);
    let sayJoined: () => void = () => undefined;
    this.joined = new Promise((resolve) => {
      sayJoined = resolve;
    });
    const { cookie } = person;
    this.#socket = io(person.url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      ...(cookie !== undefined && { extraHeaders: { cookie } }),
    });
    this.#door = socketDoor(
      {
        connected: () => void this.#join().then(sayJoined),
        disconnected: () => {
          this.#lostAt ??= performance.now();
        },
        event: (name, payload) => {
          if (name === "board.changed") {
            void this.#live.receive(BoardChange.parse(payload));
          }
        },
      },
      async () => this.#socket,
    );
    const ask = async <O extends Operation>(operation: O, input: InputOf<O>, key?: string) => {
      try {
        return await person.rest(operation, input, key);
      } catch (reason) {
        if (reason instanceof TypeError) {
          return offline;
        }
        throw reason;
      }
    };
    const line: BoardLine = {
      send: ask,
      fetch: ask,
      emit: (name, input) => this.#door.emit(name, input),
      isLive: () => this.#door.isConnected(),
    };
    const shelf = { read: () => undefined, keep: () => undefined, drop: () => undefined };
    this.#live = liveBoard(this.#boardId, line, () => undefined, shelf);
    void this.#live.openView(NEWEST);
    void this.#door.start();
  }

  async #join(): Promise<void> {
    await this.#live.join();
    if (this.#door.isConnected()) {
      this.#longestGap = this.longestGap;
      this.#lostAt = undefined;
    }
  }

  /** The longest time from losing the connection to showing all again, in milliseconds. */
  get longestGap(): number {
    const lostFor = this.#lostAt === undefined ? 0 : performance.now() - this.#lostAt;
    return Math.max(this.#longestGap, lostFor);
  }

  /** Whether what it shows is what a new visitor would be shown. */
  async isRight(visitor: Person): Promise<boolean> {
    const { ideas } = await visitor.do(getBoard, { boardId: this.#boardId, ...NEWEST, limit: 50 });
    const { records } = this.#live.store.getState().board;
    return ideas.every(
      (idea) => JSON.stringify(records.get(`idea:${idea.id}`)) === JSON.stringify(idea),
    );
  }

  async end(): Promise<void> {
    // A socket that waits to come back would do so later.
    if (!this.#socket.connected) {
      await new Promise<void>((resolve) => {
        this.#socket.once("connect", resolve);
      });
    }
    this.#socket.disconnect();
  }
}
