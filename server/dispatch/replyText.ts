import type { Reply } from "../../shared/protocol/reply.ts";

const kept = new WeakMap<object, () => string>();
/** Of replies that many get. */
const bytes = new WeakMap<object, () => Buffer>();

const once = <Made>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => (made ??= make());
};

const textOf = (value: object): string => kept.get(value)?.() ?? JSON.stringify(value);

/** Marks a value as one that many get: its JSON is made once, however many replies hold it. */
export const keepText = <Value extends object>(value: Value): Value => {
  if (!kept.has(value)) {
    const text = once(() => JSON.stringify(value));
    kept.set(value, text);
    bytes.set(
      value,
      once(() => Buffer.from(okText(text()))),
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

const okText = (value: string): string => `{"ok":true,"value":${value}}`;

/** A reply as JSON. */
export const replyText = (reply: Reply<unknown>): string =>
  reply.ok && typeof reply.value === "object" && reply.value !== null
    ? okText(textOf(reply.value))
    : JSON.stringify(reply);

/** The bytes of a reply as JSON, if many get the same. */
export const sharedReply = (reply: Reply<unknown>): Buffer | undefined =>
  reply.ok && typeof reply.value === "object" && reply.value !== null
    ? bytes.get(reply.value)?.()
    : undefined;
