import { io, type Socket } from "socket.io-client";
import { joinBoard } from "../../shared/boards/joinBoard.ts";

/** One socket that does not come back by itself, and everything that it was told on a board. */
export class Witness {
  readonly #socket: Socket;
  readonly #told: string[] = [];
  /** When it was put out: cut, or told that it hears of the board no more. */
  readonly out: Promise<number>;
  isOut = false;

  constructor(url: string, cookie: string | undefined) {
    const socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      ...(cookie && { extraHeaders: { cookie } }),
    });
    this.#socket = socket;
    socket.on("board.changed", (change: unknown) => this.#told.push(JSON.stringify(change)));
    this.out = new Promise((resolve) => {
      const end = (): void => {
        this.isOut = true;
        resolve(performance.now());
      };
      socket.on("disconnect", end);
      socket.on("connect_error", end);
      socket.on("board.left", end);
      socket.io.on("close", end);
    });
  }

  /** Resolves to whether it is on the board; a socket that is cut meanwhile is not. */
  async join(boardId: string): Promise<boolean> {
    const asked: Promise<unknown> = this.#socket
      .timeout(5000)
      .emitWithAck(joinBoard.name, { boardId, limit: 1 })
      .catch(() => undefined);
    const reply = await Promise.race([asked, this.out.then(() => undefined)]);
    return typeof reply === "object" && reply !== null && Reflect.get(reply, "ok") === true;
  }

  hasHeard(text: string): boolean {
    return this.#told.some((told) => told.includes(text));
  }

  close(): void {
    this.#socket.disconnect();
  }
}
