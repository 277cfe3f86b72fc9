import { Redis } from "ioredis";

const COMMAND_MS = 1000;
const QUICK_MS = 300;
const READ_MS = 3000;
const RETRY_MS = 500;

export interface RedisClients {
  /** Fails at once while Redis is away, and after a second when it does not answer. */
  readonly commands: Redis;
  /** For what operations wait for: counted as away as soon as it hangs. */
  readonly quick: Redis;
  /** For reads that wait for something to come. */
  readonly reader: Redis;
  /** What Socket.IO's adapter sends with; what it reads with waits while Redis is away, where it would spin. */
  readonly forAdapter: object;
  /** Only after whatever reads has been closed. */
  close(): void;
}

// Spread, so that all nodes don't come back to Redis in the same instant.
const retryStrategy = (times: number): number =>
  Math.min(20 * 2 ** times, RETRY_MS) * (0.5 + Math.random() / 2);

/** Connections that come back by themselves. An outage is told once, not with every attempt. */
export const openRedis = (url: string, logFault: (fault: unknown) => void): RedisClients => {
  const opened: Redis[] = [];
  const track = (client: Redis): Redis => {
    opened.push(client);
    let isTold = false;
    client.on("ready", () => {
      isTold = false;
    });
    client.on("error", (fault: unknown) => {
      if (!isTold) {
        isTold = true;
        logFault(fault);
      }
    });
    return client;
  };
  const impatient = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // What was sent before the connection broke may have been done: nothing is sent twice.
    autoResendUnfulfilledCommands: false,
    enableAutoPipelining: true,
    retryStrategy,
  };
  const commands = track(new Redis(url, { ...impatient, commandTimeout: COMMAND_MS }));
  /** A subscription that ends with its connection is no fault, and nobody else catches it. */
  const quietly = (client: Redis): Redis => {
    const subscribe = client.subscribe.bind(client);
    return Object.assign(client, {
      subscribe: (...channels: readonly (string | string[])[]) =>
        subscribe(...channels.flat()).catch(() => undefined),
    });
  };
  const patient = { maxRetriesPerRequest: null, retryStrategy };
  return {
    commands,
    quick: track(new Redis(url, { ...impatient, socketTimeout: QUICK_MS })),
    reader: track(new Redis(url, { ...patient, commandTimeout: READ_MS })),
    forAdapter: {
      options: {},
      duplicate: () => quietly(track(new Redis(url, patient))),
      xadd: (args: readonly (string | number)[]) => commands.call("XADD", ...args),
      publish: (channel: string, message: Buffer) => commands.publish(channel, message),
    },
    close: () => opened.forEach((client) => client.disconnect()),
  };
};
