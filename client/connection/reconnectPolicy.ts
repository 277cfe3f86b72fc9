const FIRST = 250;
const LONGEST = 5000;
const GROWTH = 1.6;

/**
 * Milliseconds to wait before the attempt (from 0). Everybody loses the server in the same moment, so the
 * waits are spread: the first ones within half a second, later ones up to five.
 */
export const reconnectDelay = (attempt: number, random: () => number): number => {
  const ceiling = Math.min(LONGEST, FIRST * GROWTH ** attempt);
  return Math.round(ceiling * (0.5 + random() / 2));
};

/** Milliseconds to wait where the server has said how many seconds at least; spread over half as much again. */
export const refusedDelay = (retryAfter: number, random: () => number): number =>
  Math.round(retryAfter * 1000 * (1 + random() / 2));
