import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import type { SpawnedServer } from "./spawnServer.ts";
import { waitUntil } from "./waitUntil.ts";

const Answer = z.object({
  id: z.int(),
  result: z.looseObject({ result: z.object({ value: z.unknown() }).optional() }).optional(),
});

/** What a server's environment must hold for it to be looked into. */
export const INSPECTABLE = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** Looks into a server that runs, through Node's own debugging protocol. */
export class Inspected {
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async open(server: SpawnedServer): Promise<Inspected> {
    const addressIn = (line: string) => /^Debugger listening on (ws:\S+)/.exec(line)?.[1];
    await waitUntil(() => server.lines.some(addressIn), { what: "the debugger's address" });
    const socket = new WebSocket(server.lines.map(addressIn).find(Boolean) ?? "");
    await once(socket, "open");
    return new Inspected(socket);
  }

  async #ask(method: string, params: object = {}): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    const answered = new Promise<unknown>((resolve) => {
      const hear = (data: unknown) => {
        const answer = Answer.safeParse(JSON.parse(String(data))).data;
        if (answer?.id === id) {
          this.#socket.off("message", hear);
          resolve(answer.result?.result?.value);
        }
      };
      this.#socket.on("message", hear);
    });
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answered;
  }

  async #number(expression: string): Promise<number> {
    return z
      .number()
      .parse(await this.#ask("Runtime.evaluate", { expression, returnByValue: true }));
  }

  /** Bytes that are in use once all garbage is collected. */
  async heap(): Promise<number> {
    await this.#ask("HeapProfiler.collectGarbage");
    await this.#ask("HeapProfiler.collectGarbage");
    return this.#number("process.memoryUsage().heapUsed");
  }

  /** Bytes of those that are compiled functions, with what belongs to them. */
  compiled(): Promise<number> {
    return this.#number(
      'Object.values(process.getBuiltinModule("v8").getHeapCodeStatistics()).slice(0, 2).reduce((sum, size) => sum + size)',
    );
  }

  /** How many timers wait. */
  timers(): Promise<number> {
    return this.#number(
      'process.getActiveResourcesInfo().filter((kind) => kind === "Timeout" || kind === "Immediate").length',
    );
  }

  close(): void {
    this.#socket.close();
  }
}
