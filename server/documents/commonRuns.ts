/** Where two lists differ: what stood there, and what stands there now. Ends are after the last. */
interface Difference {
  readonly before: number;
  readonly beforeEnd: number;
  readonly after: number;
  readonly afterEnd: number;
}

/** Beyond so many comparisons the middle is taken as all different. */
const CELLS_MAX = 1_000_000;

type Key = string | undefined;

/** Lengths of the longest common lists of what is from each pair of places on. */
const commonLengths = (before: readonly Key[], after: readonly Key[]): Uint32Array => {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        before[i] !== undefined && before[i] === after[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
};

/** The differences between two lists, in order, so that as much as possible stays. */
export const commonRuns = (before: readonly Key[], after: readonly Key[]): Difference[] => {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] !== undefined && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < most - start &&
    before.at(-1 - end) !== undefined &&
    before.at(-1 - end) === after.at(-1 - end)
  ) {
    end += 1;
  }
  const old = before.slice(start, before.length - end);
  const wanted = after.slice(start, after.length - end);
  if (old.length === 0 && wanted.length === 0) {
    return [];
  }
  if ((old.length + 1) * (wanted.length + 1) > CELLS_MAX) {
    return [
      {
        before: start,
        beforeEnd: start + old.length,
        after: start,
        afterEnd: start + wanted.length,
      },
    ];
  }
  return walk(old, wanted, start);
};

const walk = (old: readonly Key[], wanted: readonly Key[], offset: number): Difference[] => {
  const lengths = commonLengths(old, wanted);
  const width = wanted.length + 1;
  const found: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < wanted.length) {
    const [fromI, fromJ] = [i, j];
    while (
      (i < old.length || j < wanted.length) &&
      !(i < old.length && j < wanted.length && old[i] !== undefined && old[i] === wanted[j])
    ) {
      const down = i < old.length ? (lengths[(i + 1) * width + j] ?? 0) : -1;
      const right = j < wanted.length ? (lengths[i * width + j + 1] ?? 0) : -1;
      if (down >= right) {
        i += 1;
      } else {
        j += 1;
      }
    }
    if (i > fromI || j > fromJ) {
      found.push({
        before: fromI + offset,
        beforeEnd: i + offset,
        after: fromJ + offset,
        afterEnd: j + offset,
      });
    }
    while (i < old.length && j < wanted.length && old[i] !== undefined && old[i] === wanted[j]) {
      i += 1;
      j += 1;
    }
  }
  return found;
};
