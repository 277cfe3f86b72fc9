import * as fc from "fast-check";
import { Manager } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { readCommandPacket } from "../../server/sockets/commandPackets.ts";

/** Of a Socket.IO packet. */
const EVENT = 2;

interface Decoder {
  on(what: "decoded", hear: (packet: unknown) => void): void;
  add(text: string): void;
}

const isKnown = (name: string): boolean => ["vote.cast", "board.join"].includes(name);

/** As Socket.IO reads it, or that it does not. */
const bySocketIo = (text: string): unknown => {
  const manager = new Manager("http://127.0.0.1", { autoConnect: false });
  const decoder = Reflect.get(manager, "decoder") as Decoder;
  let decoded: unknown = "nothing";
  decoder.on("decoded", (packet) => {
    decoded = packet;
  });
  try {
    decoder.add(text.slice(1));
  } catch {
    return "nothing";
  }
  return decoded;
};

const piece = fc.oneof(
  fc.constantFrom("4", "2", "0", "9007199254740993", " ", ",", "/", "[", "]", '"vote.cast"', "{}"),
  fc.constantFrom('"board.join"', '"connect"', '"vote.cast",', '{"ideaId":"x"}', "-1", "e", "null"),
  fc.string({ maxLength: 4 }),
  fc.json({ maxDepth: 1 }),
);
const texts = fc.array(piece, { maxLength: 7 }).map((pieces) => `42${pieces.join("")}`);
const events = fc
  .record({
    id: fc.oneof(fc.constant(""), fc.nat().map(String)),
    name: fc.constantFrom("vote.cast", "board.join", "disconnect", "other"),
    args: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
  })
  .map(({ id, name, args }) => `42${id}${JSON.stringify([name, ...args])}`);

describe("A command's packet", () => {
  test("is read as Socket.IO reads it, or left to it [T8]", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(texts, events), (text) => {
        const packet = readCommandPacket(text, isKnown);
        if (packet) {
          taken += 1;
          expect(bySocketIo(text)).toEqual({
            type: EVENT,
            nsp: "/",
            ...(packet.packetId !== undefined && { id: packet.packetId }),
            data: [packet.name, ...packet.sent],
          });
        }
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  test.each([
    ["with an id", '4217["vote.cast",{"ideaId":"x"}]', 17],
    ["without one", '42["vote.cast",{"ideaId":"x"}]', undefined],
  ])("%s is taken [T8]", (_, text, packetId) => {
    expect(readCommandPacket(text, isKnown)).toEqual({
      name: "vote.cast",
      sent: [{ ideaId: "x" }],
      packetId,
    });
  });

  test.each([
    '42/other,1["vote.cast",{}]',
    '451-["vote.cast",{"_placeholder":true,"num":0}]',
    '43["vote.cast"]',
    '42["no.such"]',
    '42["vote.cast"',
    '42{"0":"vote.cast"}',
    '421234567890123456["vote.cast"]',
    "2",
  ])("is left to Socket.IO where it is no plain one: %s [T8]", (text) => {
    expect(readCommandPacket(text, isKnown)).toBeUndefined();
  });
});
