import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { BSON, type Document } from "mongodb";

const OP_MSG = 2013;
/** Header and flags. */
const HEAD_BYTES = 20;

/** As much of MongoDB's protocol as a measurement needs: one question at a time. */
export class MongodbWire {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answered: ((reply: Document) => void) | undefined;
  readonly #session = { id: new BSON.UUID() };
  #writes = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(chunk));
  }

  static async connect(uri: string): Promise<MongodbWire> {
    const [path = ""] = uri.slice("mongodb://".length).split("/");
    const socket = connect(decodeURIComponent(path));
    await once(socket, "connect");
    return new MongodbWire(socket);
  }

  /** Numbered, so that it could be sent again, as drivers do. */
  write(command: Document, sequence: string, documents: readonly Document[]): Promise<Document> {
    this.#writes += 1;
    const numbered = { ...command, txnNumber: new BSON.Long(this.#writes) };
    return this.ask(numbered, { name: sequence, documents });
  }

  async ask(
    command: Document,
    beside?: { name: string; documents: readonly Document[] },
  ): Promise<Document> {
    const parts = [
      Buffer.alloc(HEAD_BYTES + 1),
      BSON.serialize({ ...command, lsid: this.#session, $db: "bench" }),
    ];
    if (beside) {
      const documents = beside.documents.map((each) => BSON.serialize(each));
      const head = Buffer.from(`\x01\0\0\0\0${beside.name}\0`);
      const size = documents.reduce((total, { length }) => total + length, head.length - 1);
      head.writeInt32LE(size, 1);
      parts.push(head, ...documents);
    }
    const message = Buffer.concat(parts);
    message.writeInt32LE(message.length, 0);
    message.writeInt32LE(OP_MSG, 12);
    const answered = new Promise<Document>((resolve) => {
      this.#answered = resolve;
    });
    this.#socket.write(message);
    const reply = await answered;
    if (reply["ok"] !== 1 || reply["writeErrors"]) {
      throw new Error(JSON.stringify(reply));
    }
    return reply;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (this.#received.length < 4 || this.#received.length < this.#received.readInt32LE(0)) {
      return;
    }
    const reply = BSON.deserialize(this.#received.subarray(HEAD_BYTES + 1));
    this.#received = Buffer.alloc(0);
    this.#answered?.(reply);
  }
}
