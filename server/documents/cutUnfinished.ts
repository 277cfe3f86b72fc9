import type { DocumentPeer } from "./documentPeer.ts";

/** What is kept of messages whose end has not come, of all connections together. */
const UNFINISHED_BYTES = 64 * 1024 * 1024;

/**
 * Ends those who begin messages and do not end them, until no more than that is kept of such: first those who may not
 * write, who have nothing long to say, and of these whoever has begun the longest.
 */
export const cutUnfinished = (peers: readonly DocumentPeer[]): void => {
  let kept = peers.reduce((sum, { unfinishedBytes }) => sum + unfinishedBytes, 0);
  if (kept <= UNFINISHED_BYTES) {
    return;
  }
  const begun = peers.map((peer) => ({ peer, bytes: peer.unfinishedBytes }));
  begun.sort(
    (one, other) =>
      Number(one.peer.mayEdit) - Number(other.peer.mayEdit) || other.bytes - one.bytes,
  );
  for (const { peer, bytes } of begun) {
    if (kept <= UNFINISHED_BYTES) {
      return;
    }
    kept -= bytes;
    peer.destroy();
  }
};
