import { useEffect, useRef } from "react";
import type { Connection } from "./connection.ts";
import { useConnection } from "./ConnectionContext.ts";

interface Room {
  /** The socket's events that bring one in and out. */
  join: string;
  leave: string;
  input: Readonly<Record<string, string>>;
  isWanted?: boolean;
  onEvent: (name: string, payload: unknown) => void;
  /** Something may have been missed. */
  onAgain: () => void;
}

/** How many components stand in each room: the last one to go leaves it for all. */
const standing = new WeakMap<Connection, Map<string, number>>();

const stand = (connection: Connection, place: string, leave: () => void) => {
  const counts = standing.get(connection) ?? new Map<string, number>();
  standing.set(connection, counts.set(place, (counts.get(place) ?? 0) + 1));
  return () => {
    const left = (counts.get(place) ?? 1) - 1;
    if (left > 0) {
      counts.set(place, left);
    } else {
      counts.delete(place);
      leave();
    }
  };
};

/** Hears what is told in a room of the server for as long as the component stands. */
export const useRoom = ({ join, leave, input, isWanted = true, onEvent, onAgain }: Room): void => {
  const connection = useConnection();
  const heard = useRef({ onEvent, onAgain });
  useEffect(() => {
    heard.current = { onEvent, onAgain };
  });
  const key = JSON.stringify(input);
  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    const place: unknown = JSON.parse(key);
    const enter = async () => void (await connection.emit(join, place));
    const go = stand(connection, `${join} ${key}`, () => void connection.emit(leave, place));
    if (connection.isLive()) {
      void enter();
    }
    const stop = connection.listen({
      connected: enter,
      reconnected: async () => heard.current.onAgain(),
      event: (name, payload) => heard.current.onEvent(name, payload),
    });
    return () => {
      stop();
      go();
    };
  }, [connection, join, leave, key, isWanted]);
};
