/**
 * Updates as they go to another thread: as one piece. Told one by one, each would be copied with all that it is a
 * view into, which may be what ten thousand others are views into as well.
 */
export interface JoinedUpdates {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array;
}

/** The bytes are nobody else's: they can be handed over. */
export const joinUpdates = (updates: readonly Uint8Array[]): JoinedUpdates => {
  const lengths = Uint32Array.from(updates, ({ length }) => length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const update of updates) {
    bytes.set(update, at);
    at += update.length;
  }
  return { bytes, lengths };
};

/** As they were joined; views into the one piece. */
export const splitUpdates = ({ bytes, lengths }: JoinedUpdates): readonly Uint8Array[] => {
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
};
