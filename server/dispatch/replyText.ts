import type { Reply } from "../../shared/protocol/reply.ts";

const kept = new WeakMap<object, () => string>();

const once = (make: () => string): (() => string) => {
  let text: string | undefined;
  return () => (text ??= make());
};

const textOf = (value: object): string => kept.get(value)?.() ?? JSON.stringify(value);

/** Marks a value as one that many get: its JSON is made once, however many replies hold it. */
export const keepText = <Value extends object>(value: Value): Value => {
  if (!kept.has(value)) {
    kept.set(
      value,
      once(() => JSON.stringify(value)),
    );
  }
  return value;
};

/** A kept value with fields of one's own, which alone are put into JSON anew. */
export const withOwn = <Value extends object, Own extends object>(
  value: Value,
  own: Own,
): Value & Own => {
  const whole = { ...value, ...own };
  kept.set(whole, () => {
    const inside = [textOf(value), JSON.stringify(own)].map((text) => text.slice(1, -1));
    return `{${inside.filter((text) => text !== "").join(",")}}`;
  });
  return whole;
};

/** A reply as JSON. */
export const replyText = (reply: Reply<unknown>): string =>
  reply.ok && typeof reply.value === "object" && reply.value !== null
    ? `{"ok":true,"value":${textOf(reply.value)}}`
    : JSON.stringify(reply);
