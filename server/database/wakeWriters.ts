import { subscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";

let isOn = false;

const isSocket = (value: unknown): value is Socket => value instanceof Socket;

const socketIn = (message: unknown): unknown =>
  typeof message === "object" && message !== null ? Reflect.get(message, "socket") : undefined;

const wake = (socket: Socket): void => {
  const plain: unknown = Reflect.get(socket, "write");
  if (typeof plain !== "function") {
    return;
  }
  const write = new Proxy(plain, {
    apply: (target, self, args) => {
      const isTaken: unknown = Reflect.apply(target, self, args);
      if (isTaken !== true && socket.destroyed) {
        setImmediate(() => socket.emit("drain"));
      }
      return isTaken;
    },
  });
  Reflect.set(socket, "write", write);
  socket.once("close", () => socket.emit("drain"));
};

/**
 * The driver (7.8, `Connection.writeCommand`) waits for a full socket to drain, and for ever if the socket
 * ends before: the call is never answered and its place in the pool is lost. So the end of a socket counts as
 * draining; the driver then sees by itself that the connection is closed.
 */
export const wakeWriters = (): void => {
  if (!isOn) {
    isOn = true;
    subscribe("net.client.socket", (message) => {
      const socket = socketIn(message);
      if (isSocket(socket)) {
        // `connect` puts the plain `write` back.
        socket.once("connect", () => wake(socket));
      }
    });
  }
};
