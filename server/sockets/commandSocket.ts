import type { Socket } from "socket.io";
import { joinBoard, leaveBoard } from "../../shared/boards/joinBoard.ts";
import { joinDocument, leaveDocument } from "../../shared/documents/joinDocument.ts";
import { joinWiki, leaveWiki } from "../../shared/wiki/joinWiki.ts";
import type { Operation } from "../../shared/protocol/operation.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { guest, type Actor } from "../dispatch/actor.ts";
import type { Call } from "../dispatch/call.ts";
import type { Execute } from "../dispatch/execute.ts";
import type { Handler } from "../dispatch/handler.ts";
import { readKey } from "../dispatch/idempotencyKey.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { isUser } from "../http/passport.ts";
import { addressBucket, type AddressOf } from "../http/address.ts";
import { cut, isOverBudget, writeFrame } from "./fanOut.ts";
import { takeCommandPackets } from "./commandPackets.ts";
import { forgetHandshake } from "./forgetHandshake.ts";
import { answerFrame } from "./frames.ts";
import type { BoardRooms } from "./boardRooms.ts";
import type { HintRooms } from "./hintRooms.ts";

interface CommandSocketDeps {
  readonly handlers: readonly Handler[];
  readonly execute: Execute;
  readonly boardRooms: BoardRooms;
  readonly hintRooms: HintRooms;
  readonly addressOf: AddressOf;
}

type Ack = (reply: Reply<unknown>) => void;

const isAck = (value: unknown): value is Ack => typeof value === "function";

/** The handler, called with the key that was sent beside the input, if one was. */
const keyed = (handler: Handler, beside: unknown): Handler => {
  if (typeof beside !== "object" || beside === null || !Object.hasOwn(beside, "key")) {
    return handler;
  }
  return {
    operation: handler.operation,
    perform: async (input, call) =>
      handler.perform(input, { ...call, key: readKey(Reflect.get(beside, "key"), "key") }),
  };
};

export const actorOf = (socket: Socket): Actor => {
  const user: unknown = Reflect.get(socket.request, "user");
  return isUser(user) ? user : guest;
};

/** Joining and leaving are no operations of the contract: they change nothing but this socket. */
const socketOnly = (
  name: string,
  input: Operation["input"],
  perform: (input: unknown) => Promise<unknown>,
): Handler => ({
  operation: {
    kind: "query",
    name,
    http: { method: "get", path: "/" },
    input,
    output: input,
    refusals: [],
    summary: "",
  },
  perform,
});

const unanswered = new WeakMap<Socket, number>();

/** Whether it has sent commands whose answers are not on their way yet. */
export const isBusy = (socket: Socket): boolean => (unanswered.get(socket) ?? 0) > 0;

const addUnanswered = (socket: Socket, more: 1 | -1): void => {
  unanswered.set(socket, (unanswered.get(socket) ?? 0) + more);
};

/** The same operations as over HTTP, the same road. */
export const commandSocket = (deps: CommandSocketDeps) => {
  const { handlers, execute, boardRooms, hintRooms, addressOf } = deps;
  const known = new Map<string, (socket: Socket) => Handler>();
  for (const handler of handlers.filter(({ operation }) => operation.door === undefined)) {
    known.set(handler.operation.name, () => handler);
  }
  const only = (
    { name, input }: Pick<Operation, "name" | "input">,
    perform: (socket: Socket, sent: unknown) => Promise<unknown>,
  ): void => {
    known.set(name, (socket) => socketOnly(name, input, (sent) => perform(socket, sent)));
  };
  only(joinBoard, (socket, sent) => boardRooms.join(socket, actorOf(socket), sent));
  only(leaveBoard, (socket, sent) => boardRooms.leave(socket, sent));
  only(joinWiki, (socket, sent) => hintRooms.joinWiki(socket, actorOf(socket), sent));
  only(leaveWiki, (socket, sent) => hintRooms.leaveWiki(socket, sent));
  only(joinDocument, (socket, sent) => hintRooms.joinDocument(socket, actorOf(socket), sent));
  only(leaveDocument, (socket, sent) => hintRooms.leaveDocument(socket, sent));

  const isKnown = (name: string): boolean => known.has(name);

  return (socket: Socket): void => {
    const call: Call = {
      actor: actorOf(socket),
      requestId: socket.id,
      address: addressBucket(addressOf(socket.request)),
      socketId: socket.id,
    };
    // `(input)` or `(input, {key})`. The client chooses what it sends here: a missing or odd argument must not throw.
    const answer = async (
      name: string,
      [input, beside]: readonly unknown[],
      ack: Ack | undefined,
    ): Promise<void> => {
      if (!socket.connected) {
        return;
      }
      if (isOverBudget(socket)) {
        // It asks, and does not read the answers.
        cut(socket);
        return;
      }
      const handler = known.get(name)?.(socket);
      if (!handler) {
        ack?.({ ok: false, error: new Refusal("not_found").body });
        return;
      }
      addUnanswered(socket, 1);
      const reply = await execute(keyed(handler, beside), input, call);
      addUnanswered(socket, -1);
      ack?.(reply);
    };
    takeCommandPackets(socket, isKnown, ({ name, sent, packetId }) => {
      // Written in one piece: of what many get, the text is there already.
      const ack: Ack | undefined =
        packetId === undefined
          ? undefined
          : (reply) => writeFrame(socket, answerFrame(packetId, reply));
      void answer(name, sent, ack);
    });
    // What came through Socket.IO itself. One listener for all names: one for each would cost every idle socket several kB.
    socket.onAny((name: string, ...sent: readonly unknown[]) => {
      const ack = sent.find(isAck);
      void answer(
        name,
        sent.filter((argument) => !isAck(argument)),
        ack,
      );
    });
    socket.on("disconnecting", () => boardRooms.closing(socket));
    forgetHandshake(socket);
  };
};
