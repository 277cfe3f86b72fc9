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

/** Serves one client, one message after the other, until it leaves or says what is no message. */
export async function serveConnection(
  socket: Socket,
  peer: Peer,
  {
    answer,
    refuse,
    isClosing,
  }: { answer: Answer; refuse: (fault: unknown) => Reply; isClosing: () => boolean },
): Promise<void> {
  try {
    for await (const bytes of messages(socket)) {
      const reply = await replyTo(bytes, peer, { answer, refuse });
      if (reply && !socket.write(reply)) {
        await drained(socket);
      }
      if (isClosing()) {
        return;
      }
    }
  } catch (fault) {
    // A peer that leaves in mid-sentence and one that talks nonsense end alike, and concern nobody else.
    if (!(fault instanceof ProtocolError) && !isSocketFault(fault)) {
      throw fault;
    }
  } finally {
    socket.destroySoon();
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

async function* messages(socket: Socket): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of socket) {
    if (!Buffer.isBuffer(chunk)) {
      throw new ProtocolError("not bytes");
    }
    chunks.push(chunk);
    length += chunk.length;
    for (
      let size = nextSize(chunks, length);
      size !== undefined && length >= size;
      size = nextSize(chunks, length)
    ) {
      const whole = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      const bytes = whole.subarray(0, size);
      chunks = whole.length > size ? [whole.subarray(size)] : [];
      length -= size;
      yield bytes;
    }
  }
}

/** The size of the message that comes next, once enough of it is there to tell. */
function nextSize(chunks: Buffer[], length: number): number | undefined {
  if (length < 4) {
    return undefined;
  }
  const first = chunks[0];
  const head = first && first.length >= 4 ? first : Buffer.concat(chunks);
  const size = head.readInt32LE(0);
  if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES) {
    throw new ProtocolError(`a message of ${size} bytes`);
  }
  return size;
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

const SOCKET_FAULTS = new Set([
  "ECONNRESET",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ERR_STREAM_DESTROYED",
  "ETIMEDOUT",
  "ECONNABORTED",
]);

const isSocketFault = (fault: unknown): boolean =>
  fault instanceof Error && "code" in fault && SOCKET_FAULTS.has(String(fault.code));
