import type { RefusalBody } from "./refusals.ts";

/** What every operation answers, on every door. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; error: RefusalBody };
