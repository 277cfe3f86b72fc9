import type { Crowd } from "../crowd/seedCrowd.ts";
import { maskedFrame, openRawSocket, type RawSocket } from "../crowd/rawSocket.ts";

const OPEN_AT_ONCE = 50;
const ACK = 0x33;
const MESSAGE = 0x34;
const WARM_UP_MS = 1500;

/** Opens so many sockets, each with its own login if there are cookies. */
export const openMany = async (
  port: number,
  count: number,
  cookies: readonly string[] = [],
): Promise<RawSocket[]> => {
  const sockets: RawSocket[] = [];
  for (let from = 0; from < count; from += OPEN_AT_ONCE) {
    const size = Math.min(OPEN_AT_ONCE, count - from);
    sockets.push(
      ...(await Promise.all(
        Array.from({ length: size }, (_, index) =>
          openRawSocket(port, {
            cookie: cookies[(from + index) % Math.max(cookies.length, 1)],
            // About 28,000 client ports an address.
            source: `127.0.0.${2 + Math.floor((from + index) / 20_000)}`,
          }),
        ),
      )),
    );
  }
  return sockets;
};

export interface Acknowledged {
  readonly perSecond: number;
  /** Milliseconds from sending to the acknowledgement. */
  readonly times: readonly number[];
  /** How many there were, those of warming up included. */
  readonly all: number;
}

/** Each client votes and withdraws in turn, the next as soon as the last is acknowledged. */
export const voteAgain = async (
  sockets: readonly RawSocket[],
  ideaIds: Crowd["ideaIds"],
  seconds: number,
): Promise<Acknowledged> => {
  let isOver = false;
  let times: number[] = [];
  for (const [index, socket] of sockets.entries()) {
    let sent = 0;
    let sentAt = 0;
    const send = (): void => {
      const ideaId = ideaIds[(index + (sent >> 1)) % ideaIds.length];
      const command = sent % 2 === 0 ? "vote.cast" : "vote.withdraw";
      sent += 1;
      sentAt = performance.now();
      socket.tcp.write(maskedFrame(`420["${command}",{"ideaId":"${ideaId}"}]`));
    };
    socket.onFrame = (data, from) => {
      if (data[from] === MESSAGE && data[from + 1] === ACK) {
        times.push(performance.now() - sentAt);
        if (!isOver) {
          send();
        }
      }
    };
    send();
  }
  await pause(WARM_UP_MS);
  const before = times.length;
  times = [];
  const startedAt = performance.now();
  await pause(seconds * 1000);
  isOver = true;
  const perSecond = (times.length / (performance.now() - startedAt)) * 1000;
  return { perSecond, times, all: before + times.length };
};

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
