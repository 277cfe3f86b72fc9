import type { InputOf, Operation, ValueOf } from "../../shared/protocol/operation.ts";
import { type ClientReply, offline } from "./clientReply.ts";
import { readReply } from "./readReply.ts";

const ANSWER_WITHIN = 20_000;

const wordOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Puts the fields that the path names into it; the rest is left for the query or the body. */
export const requestOf = (operation: Operation, input: Record<string, unknown>) => {
  const rest = { ...input };
  const path = operation.http.path.replace(/:(\w+)/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(wordOf(value));
  });
  const url = new URLSearchParams();
  if (operation.http.method !== "get") {
    return { url: `/api${path}`, body: rest };
  }
  for (const [field, value] of Object.entries(rest)) {
    if (value !== undefined) {
      url.set(field, wordOf(value));
    }
  }
  return { url: `/api${path}${url.size > 0 ? `?${url}` : ""}`, body: undefined };
};

/** One request. Never rejects: a network that fails is the answer `offline`. */
export const sendByHttp = async <O extends Operation>(
  operation: O,
  input: InputOf<O>,
  key?: string,
): Promise<ClientReply<ValueOf<O>>> => {
  const { url, body } = requestOf(operation, input);
  let response: Response;
  try {
    response = await fetch(url, {
      method: operation.http.method.toUpperCase(),
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(key !== undefined && { "idempotency-key": key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
  } catch (reason) {
    // No network, or no answer in time.
    if (reason instanceof TypeError || reason instanceof DOMException) {
      return offline;
    }
    throw reason;
  }
  // A proxy in front of a server that is away answers in HTML, if it answers.
  const raw: unknown = await response.json().catch(() => undefined);
  if (raw === undefined && response.status >= 500) {
    return offline;
  }
  return readReply(operation, raw);
};
