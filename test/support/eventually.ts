import { vi } from "vitest";

/** Waits until it holds: for long, since a machine may do much else; each look is cheap. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 15_000, interval: 20 });
