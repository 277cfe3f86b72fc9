import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Where something listens: a TCP port of this machine, or a unix socket. */
export type Place = { readonly port: number } | { readonly path: string };

export interface Slowness {
  /** Added to every piece, each way. */
  readonly delayMs: number;
  /** Each way, of each connection. */
  readonly bytesPerSecond: number;
}

/** Pieces waiting in one direction of one connection, beyond which its sender is paused. */
const MOST_WAITING = 256;
const NO_SLOWNESS: Slowness = { delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Swallows everything from now on, for good. */
  isDead: boolean;
  /** Passed on down to the client, since it was opened. */
  bytesDown: number;
  cutAt: number;
}

/**
 * Stands between a client and a server and does to their connections what networks do. What it is told
 * holds at once, for open connections too, until it is told otherwise.
 */
export class FaultProxy {
  readonly #to: Place;
  readonly #at: Place | undefined;
  readonly #pairs = new Set<Pair>();
  /** Those that were accepted while half-open and have no other side. */
  readonly #orphans = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #slowness = NO_SLOWNESS;
  #stalled: { readonly over: Promise<void>; readonly end: () => void } | undefined;
  #isHalfOpen = false;
  /** Every connection that was tried. */
  accepted = 0;

  constructor(to: Place, at?: Place) {
    this.#to = to;
    this.#at = at;
  }

  get port(): number {
    return this.#port;
  }

  get open(): number {
    return this.#pairs.size;
  }

  async listen(): Promise<this> {
    // Half-open on purpose: one side's end is passed on in its turn, not at once.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) =>
      this.#accept(client),
    );
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(
        this.#at && "path" in this.#at
          ? { path: this.#at.path }
          : { host: "127.0.0.1", port: this.#port },
        resolve,
      );
    });
    const bound = server.address();
    this.#port = typeof bound === "object" && bound ? bound.port : 0;
    return this;
  }

  /** As good as a wire again. Connections that were half-open stay dead, as after a lost route. */
  async heal(): Promise<void> {
    this.#slowness = NO_SLOWNESS;
    this.#isHalfOpen = false;
    for (const pair of this.#pairs) {
      pair.cutAt = Number.POSITIVE_INFINITY;
    }
    this.#stalled?.end();
    this.#stalled = undefined;
    if (!this.#server) {
      await this.listen();
    }
  }

  slow(slowness: Partial<Slowness>): void {
    this.#slowness = { ...NO_SLOWNESS, ...slowness };
  }

  /** Holds everything back; `heal` lets it through. */
  stall(): void {
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#stalled ??= { over, end };
  }

  /** Swallows everything, on open connections and on new ones, and tells neither side. */
  halfOpen(): void {
    this.#isHalfOpen = true;
    for (const pair of this.#pairs) {
      pair.isDead = true;
    }
  }

  /** Ends all open connections by a reset. */
  reset(): void {
    for (const pair of this.#pairs) {
      this.#end(pair);
    }
    this.#orphans.forEach(end);
  }

  /** Ends each open connection by a reset once so many more bytes have come down to its client. */
  cutAfter(bytes: number): void {
    for (const pair of this.#pairs) {
      pair.cutAt = pair.bytesDown + bytes;
    }
  }

  /** Nobody listens any more; what is open stays open. */
  closeDoor(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** Nobody listens any more, and open connections are reset. */
  refuse(): void {
    this.closeDoor();
    this.reset();
  }

  stop(): void {
    this.#stalled?.end();
    this.refuse();
  }

  #accept(client: Socket): void {
    this.accepted += 1;
    client.on("error", () => undefined);
    if (this.#isHalfOpen) {
      client.resume();
      this.#orphans.add(client);
      client.once("close", () => this.#orphans.delete(client));
      return;
    }
    const server = connect({ ...this.#to, allowHalfOpen: true, noDelay: true });
    const pair: Pair = {
      client,
      server,
      isDead: false,
      bytesDown: 0,
      cutAt: Number.POSITIVE_INFINITY,
    };
    this.#pairs.add(pair);
    void this.#pass(pair, client, server);
    void this.#pass(pair, server, client);
    for (const socket of [client, server]) {
      socket.on("error", () => (pair.isDead ? undefined : this.#end(pair)));
      socket.once("close", () => {
        if (client.destroyed && server.destroyed) {
          this.#pairs.delete(pair);
        }
      });
    }
  }

  #end(pair: Pair): void {
    end(pair.client);
    end(pair.server);
    this.#pairs.delete(pair);
  }

  async #pass(pair: Pair, from: Socket, to: Socket): Promise<void> {
    const waiting: { readonly bytes: Buffer; readonly at: number }[] = [];
    let isOver = false;
    let wake: () => void = () => undefined;
    from.on("data", (bytes) => {
      waiting.push({ bytes, at: performance.now() });
      if (waiting.length > MOST_WAITING) {
        from.pause();
      }
      wake();
    });
    for (const over of ["end", "close"]) {
      from.once(over, () => {
        isOver = true;
        wake();
      });
    }
    for (;;) {
      const next = waiting.shift();
      if (!next) {
        if (isOver) {
          break;
        }
        from.resume();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const { delayMs, bytesPerSecond } = this.#slowness;
      const pause =
        Math.max(next.at + delayMs - performance.now(), 0) +
        (next.bytes.length / bytesPerSecond) * 1000;
      if (pause >= 1) {
        await wait(pause);
      }
      await this.#stalled?.over;
      if (to.destroyed && !pair.isDead) {
        break;
      }
      if (!pair.isDead) {
        await this.#write(pair, to, next.bytes);
      }
    }
    await this.#stalled?.over;
    if (!pair.isDead) {
      to.end();
    }
  }

  async #write(pair: Pair, to: Socket, bytes: Buffer): Promise<void> {
    const isDown = to === pair.client;
    const room = isDown ? pair.cutAt - pair.bytesDown : Number.POSITIVE_INFINITY;
    if (isDown) {
      pair.bytesDown += Math.min(bytes.length, room);
    }
    const isTaken = to.write(bytes.subarray(0, Math.min(bytes.length, room)));
    if (room <= bytes.length) {
      // What was written must leave before the reset, which drops what waits.
      await new Promise<void>((resolve) => {
        to.write("", () => resolve());
      });
      this.#end(pair);
    } else if (!isTaken) {
      await new Promise<void>((resolve) => {
        to.once("drain", resolve);
        to.once("close", () => resolve());
      });
    }
  }
}

const end = (socket: Socket): void => {
  if (socket.remoteAddress === undefined) {
    // A unix socket, or one that is not connected: there is no reset.
    socket.destroy();
  } else {
    socket.resetAndDestroy();
  }
};

/** A proxy in front of `to`, on a free port or at a socket file of its own. */
export const faultProxy = (to: Place, at?: Place): Promise<FaultProxy> =>
  new FaultProxy(to, at).listen();
