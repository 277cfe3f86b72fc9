import type { Socket } from "node:net";
import type { Reply } from "../bson/encode.ts";
import { CommandError } from "../errors.ts";
import {
  formatReply,
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  parseMessage,
  ProtocolError,
  type Message,
} from "./message.ts";

export interface Peer {
  id: number;
  address: string;
}

export type Answer = (message: Message, peer: Peer) => Promise<Reply>;

interface Service {
  answer: Answer;
  refuse: (fault: unknown) => Reply;
  isClosing: () => boolean;
}

/** What may wait in memory while an answer is worked out. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** Serves one client, one message after the other, until it leaves or says what is no message. */
export async function serveConnection(socket: Socket, peer: Peer, service: Service): Promise<void> {
  const inbox = new Inbox();
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  let isAnswering = false;
  let fault: unknown;
  const answerWaiting = async () => {
    isAnswering = true;
    try {
      for (let bytes = inbox.take(); bytes && !socket.destroyed; bytes = inbox.take()) {
        const reply = await replyTo(bytes, peer, service);
        if (reply && !socket.write(reply)) {
          await drained(socket);
        }
        if (service.isClosing()) {
          socket.destroySoon();
          return;
        }
      }
      if (socket.isPaused()) {
        socket.resume();
      }
    } catch (thrown) {
      // Nonsense ends this connection and concerns nobody else.
      fault = thrown instanceof ProtocolError ? undefined : thrown;
      socket.destroySoon();
    } finally {
      isAnswering = false;
    }
  };
  let answering = Promise.resolve();
  socket.on("data", (chunk) => {
    inbox.add(chunk);
    if (!isAnswering) {
      answering = answerWaiting();
    } else if (inbox.bytes > MAX_WAITING_BYTES) {
      socket.pause();
    }
  });
  await closed;
  await answering;
  if (fault !== undefined) {
    throw fault;
  }
}

async function replyTo(
  bytes: Buffer,
  peer: Peer,
  { answer, refuse }: { answer: Answer; refuse: (fault: unknown) => Reply },
): Promise<Buffer | undefined> {
  let message: Message;
  try {
    message = parseMessage(bytes);
  } catch (fault) {
    if (!(fault instanceof CommandError)) {
      throw fault;
    }
    return formatReply(refuse(fault), { requestId: bytes.readInt32LE(4), isLegacy: false });
  }
  const reply = await answer(message, peer);
  return message.expectsReply ? formatReply(reply, message) : undefined;
}

/** Puts what arrives in pieces together to messages. */
class Inbox {
  #chunks: Buffer[] = [];
  bytes = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.bytes += chunk.length;
  }

  /** The next message, once all of it is there. Throws ProtocolError for a size that cannot be. */
  take(): Buffer | undefined {
    if (this.bytes < 4) {
      return undefined;
    }
    const first = this.#chunks[0];
    const head = first && first.length >= 4 ? first : this.#join();
    const size = head.readInt32LE(0);
    if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES) {
      throw new ProtocolError(`a message of ${size} bytes`);
    }
    if (this.bytes < size) {
      return undefined;
    }
    const whole = this.#join();
    this.#chunks = whole.length > size ? [whole.subarray(size)] : [];
    this.bytes -= size;
    return whole.subarray(0, size);
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    const whole = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done);
      socket.off("close", done);
      resolve();
    };
    socket.on("drain", done);
    socket.on("close", done);
  });
