import { z } from "zod";
import type { Operation, ValueOf } from "../../shared/protocol/operation.ts";
import { RefusalBody } from "../../shared/protocol/refusals.ts";
import type { ClientReply } from "./clientReply.ts";

const Envelope = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: RefusalBody }),
]);

const unreadable = (what: string): ClientReply<never> => ({
  ok: false,
  error: { code: "internal", message: `The server's ${what} could not be read.` },
});

/** An answer from either door, checked against the contract before anything believes it. */
export const readValue = <Output extends z.ZodType>(
  output: Output,
  raw: unknown,
): ClientReply<z.output<Output>> => {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) {
    return unreadable("answer");
  }
  if (!envelope.data.ok) {
    return envelope.data;
  }
  const value = z.safeParse(output, envelope.data.value);
  return value.success ? { ok: true, value: value.data } : unreadable("value");
};

export const readReply = <O extends Operation>(
  operation: O,
  raw: unknown,
): ClientReply<ValueOf<O>> => readValue<O["output"]>(operation.output, raw);
