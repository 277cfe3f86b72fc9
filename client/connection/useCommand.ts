import { useCallback, useRef, useState } from "react";
import type { Command, InputOf, ValueOf } from "../../shared/protocol/operation.ts";
import { type ClientReply, type Failure, isWorthRetrying } from "./clientReply.ts";
import { useConnection } from "./ConnectionContext.ts";
import { freshKey } from "./freshKey.ts";

/**
 * Sends a command for a form. A try that got no answer keeps its key, so that pressing the button again
 * cannot do it twice; other words, or an answer, make it a new intent.
 */
export const useCommand = <C extends Command>(command: C) => {
  const connection = useConnection();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const intent = useRef<{ words: string; key: string }>(undefined);

  const send = useCallback(
    async (input: InputOf<C>): Promise<ClientReply<ValueOf<C>>> => {
      const words = JSON.stringify(input);
      if (intent.current?.words !== words) {
        intent.current = { words, key: freshKey() };
      }
      const key = command.retry === "receipt" ? intent.current.key : undefined;
      setPending(true);
      setFailure(undefined);
      const reply = await connection.send(command, input, key);
      setPending(false);
      if (reply.ok || !isWorthRetrying(reply.error.code)) {
        intent.current = undefined;
      }
      if (!reply.ok) {
        setFailure(reply.error);
      }
      return reply;
    },
    [connection, command],
  );

  const forget = useCallback(() => setFailure(undefined), []);
  return { send, isPending, failure, forget };
};
