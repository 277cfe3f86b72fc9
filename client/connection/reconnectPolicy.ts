const FIRST = 250;
const LONGEST = 10_000;

/**
 * Milliseconds to wait before the attempt (from 0). Everybody loses the server in the same moment, so the
 * waits are spread: the first ones within half a second, later ones doubling up to ten seconds.
 */
export const reconnectDelay = (attempt: number, random: () => number): number => {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** attempt);
  return Math.round(ceiling * (0.5 + random() / 2));
};
