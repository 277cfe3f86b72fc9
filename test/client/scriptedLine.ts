import type { BoardLine } from "../../client/boards/boardPages.ts";
import {
  type ClientReply,
  type FailureCode,
  offline,
} from "../../client/connection/clientReply.ts";
import { readReply } from "../../client/connection/readReply.ts";
import type { Operation } from "../../shared/protocol/operation.ts";

interface Asked {
  name: string;
  input: unknown;
  answer: (raw: unknown) => void;
}

/** A line to a server that the test plays: every question waits until the test answers it. */
export const scriptedLine = () => {
  const open: Asked[] = [];

  const ask = <Answer>(name: string, input: unknown, read: (raw: unknown) => Answer) =>
    new Promise<Answer>((resolve) => {
      open.push({ name, input, answer: (raw) => resolve(read(raw)) });
    });

  const send = <O extends Operation>(operation: O, input: unknown) =>
    ask(operation.name, input, (raw) => (raw === offline ? offline : readReply(operation, raw)));

  const take = (name: string, raw: unknown) => {
    const index = open.findIndex((asked) => asked.name === name);
    const asked = open[index];
    if (!asked) {
      throw new Error(`Nobody asked ${name}, but ${open.map(({ name }) => name).join(", ")}`);
    }
    open.splice(index, 1);
    asked.answer(raw);
    return asked.input;
  };

  const line: BoardLine = {
    send: send,
    fetch: send,
    emit: (name, input) => ask(name, input, (raw) => raw),
    isLive: () => true,
  };

  return {
    ...line,
    /** Answers the oldest open question of that name; gives what was asked. */
    answer: (name: string, value: unknown): unknown => take(name, { ok: true, value }),
    refuse: (name: string, code: FailureCode): unknown =>
      take(
        name,
        code === "offline"
          ? offline
          : ({ ok: false, error: { code, message: "" } } satisfies ClientReply<never>),
      ),
  };
};
