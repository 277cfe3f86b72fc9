import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../../scripts/cluster/freePort.ts";

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.write("PING\r\n");
  });

/** A Redis of one's own, which keeps nothing and can be stopped and started again. */
export class TestRedis {
  readonly port: number;
  #child: ChildProcess | undefined;

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. Its data is new each time. */
  async start(): Promise<void> {
    const options = { port: String(this.port), bind: "127.0.0.1", save: "", appendonly: "no" };
    const child = spawn(
      "redis-server",
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: "ignore" },
    );
    this.#child = child;
    const failed = once(child, "error").then(([fault]: unknown[]) => {
      throw new Error("redis-server could not be started: is it installed?", { cause: fault });
    });
    const ready = (async () => {
      while (!(await answers(this.port))) {
        await setTimeout(20);
      }
    })();
    await Promise.race([ready, failed]);
  }

  /** SIGSTOP leaves its connections open and answers nothing. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended =
      signal === "SIGKILL" || signal === "SIGTERM" ? once(child, "exit") : Promise.resolve();
    child.kill(signal);
    await ended;
  }

  stop(): Promise<void> {
    return this.signal("SIGKILL");
  }
}

export const startRedis = async (): Promise<TestRedis> => {
  const redis = new TestRedis(await freePort());
  await redis.start();
  return redis;
};
