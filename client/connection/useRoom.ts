import { useEffect, useRef } from "react";
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
      void connection.emit(leave, place);
    };
  }, [connection, join, leave, key, isWanted]);
};
