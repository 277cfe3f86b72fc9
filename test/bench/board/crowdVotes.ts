import { openRawSocket, type RawSocket } from "../crowd/rawSocket.ts";

const OPEN_AT_ONCE = 50;

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

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
