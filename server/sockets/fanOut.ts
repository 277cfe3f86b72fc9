import { setImmediate as nextTurn } from "node:timers/promises";
import type { Server, Socket } from "socket.io";

/** What may wait in one connection for a client that does not read. Beyond it the client is cut. */
const SOCKET_BUDGET_BYTES = 1024 * 1024;
/** Writes of one turn of the event loop: about ten milliseconds' worth, so that others get theirs. */
const WRITES_A_TURN = 1500;

/** Whether so much waits for this client that it must be cut; it comes back and catches up by `rev`. */
export const isOverBudget = (socket: Socket): boolean =>
  socket.request.socket.writableLength > SOCKET_BUDGET_BYTES;

/** Ends a connection at once, without waiting for a client that does not read to read the farewell. */
export const cut = (socket: Socket): void => {
  socket.request.socket.destroy();
};

/** Puts a frame that is whole into the client's connection, past Socket.IO's queues. */
export const writeFrame = (socket: Socket, frame: Buffer): void => {
  if (socket.connected && socket.conn.readyState === "open") {
    socket.request.socket.write(frame);
  }
};

export interface FanOut {
  /** Writes a frame to everybody in a room on this node. Resolves when all have it in their connection. */
  send(room: string, frame: Buffer): Promise<void>;
  /** How many clients were cut because they did not read. */
  readonly cuts: number;
}

/**
 * Sends to a room past Socket.IO's queues: the frame is made once, and each connection gets one write. The
 * order against what Socket.IO itself has queued does not matter to a client that goes by `rev`.
 */
export const fanOut = (io: Server): FanOut => {
  let cuts = 0;
  const write = (socket: Socket, frame: Buffer): void => {
    if (isOverBudget(socket)) {
      cuts += 1;
      cut(socket);
    } else {
      writeFrame(socket, frame);
    }
  };
  return {
    get cuts() {
      return cuts;
    },
    send: async (room, frame) => {
      const ids = [...(io.sockets.adapter.rooms.get(room) ?? [])];
      for (let sent = 0; sent < ids.length; sent += WRITES_A_TURN) {
        if (sent > 0) {
          await nextTurn();
        }
        for (const id of ids.slice(sent, sent + WRITES_A_TURN)) {
          const socket = io.sockets.sockets.get(id);
          if (socket) {
            write(socket, frame);
          }
        }
      }
    },
  };
};
