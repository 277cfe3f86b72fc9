import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** As much of PostgreSQL's protocol as a measurement needs: trusted login, text queries, text results. */
export class PostgresWire {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #rows: string[][] = [];
  #fault: Error | undefined;
  #ready: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("close", () => {
      this.#fault ??= new Error("the connection was closed");
      this.#ready?.();
    });
  }

  static async connect(path: string): Promise<PostgresWire> {
    const socket = connect(path);
    await once(socket, "connect");
    const client = new PostgresWire(socket);
    const settings = Buffer.from("user\0postgres\0database\0postgres\0\0");
    const head = Buffer.alloc(8);
    head.writeInt32BE(settings.length + 8, 0);
    head.writeInt32BE(196_608, 4);
    await client.#ask(Buffer.concat([head, settings]));
    return client;
  }

  query(sql: string): Promise<string[][]> {
    const text = Buffer.from(`${sql}\0`);
    const head = Buffer.alloc(5);
    head.write("Q", 0);
    head.writeInt32BE(text.length + 4, 1);
    return this.#ask(Buffer.concat([head, text]));
  }

  close(): void {
    this.#socket.end(Buffer.from([0x58, 0, 0, 0, 4]));
  }

  async #ask(message: Buffer): Promise<string[][]> {
    this.#rows = [];
    this.#fault = undefined;
    const answered = new Promise<void>((resolve) => {
      this.#ready = resolve;
    });
    this.#socket.write(message);
    await answered;
    if (this.#fault) {
      throw this.#fault;
    }
    return this.#rows;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    let offset = 0;
    while (this.#received.length - offset >= 5) {
      const size = this.#received.readInt32BE(offset + 1) + 1;
      if (this.#received.length - offset < size) {
        break;
      }
      this.#understand(
        String.fromCharCode(this.#received[offset] ?? 0),
        this.#received.subarray(offset + 5, offset + size),
      );
      offset += size;
    }
    this.#received = this.#received.subarray(offset);
  }

  #understand(kind: string, body: Buffer): void {
    if (kind === "D") {
      this.#rows.push(columns(body));
    } else if (kind === "E") {
      this.#fault = new Error(body.toString().replaceAll("\0", " "));
    } else if (kind === "Z") {
      this.#ready?.();
    }
  }
}

function columns(body: Buffer): string[] {
  const values: string[] = [];
  let offset = 2;
  for (let left = body.readInt16BE(0); left > 0; left -= 1) {
    const size = Math.max(0, body.readInt32BE(offset));
    values.push(body.toString("utf8", offset + 4, offset + 4 + size));
    offset += 4 + size;
  }
  return values;
}
