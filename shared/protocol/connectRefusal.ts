import { z } from "zod";

/** Why a socket was not let in, as the `data` of its `connect_error`; it may come back after the delay. */
export const ConnectRefusal = z.object({
  code: z.enum(["rate_limited", "unavailable"]),
  /** Seconds. */
  retryAfter: z.number().positive(),
});
export type ConnectRefusal = z.infer<typeof ConnectRefusal>;

/** The event `server.leaving`: the server ends this socket now and expects it back, here or on another node. */
export const ServerLeaving = z.object({
  /** Seconds; another for each socket, so that they don't all come back at once. */
  retryAfter: z.number().positive(),
});
export type ServerLeaving = z.infer<typeof ServerLeaving>;
