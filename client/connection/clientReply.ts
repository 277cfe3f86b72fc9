import type { RefusalBody, RefusalCode } from "../../shared/protocol/refusals.ts";

/** `offline`: no answer came, so nobody knows whether it was done. The same key may be sent again. */
export type FailureCode = RefusalCode | "offline";

export type Failure = Omit<RefusalBody, "code"> & { code: FailureCode };

export type ClientReply<Value> = { ok: true; value: Value } | { ok: false; error: Failure };

export const offline: { ok: false; error: Failure } = {
  ok: false,
  error: { code: "offline", message: "No answer from the server." },
};

/** Whether sending the same again, with the same key, may well succeed. */
export const isWorthRetrying = (code: FailureCode) =>
  code === "offline" || code === "unavailable" || code === "internal" || code === "rate_limited";
