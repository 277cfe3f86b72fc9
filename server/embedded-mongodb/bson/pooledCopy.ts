/** Up to here, copying byte by byte is quicker than making a view to copy from. */
const SHORT = 64;

/** A copy of part of some bytes; small ones lie in Node's pool, where they cost far less than memory of their own. */
export function pooledCopy(bytes: Uint8Array, start: number, end: number): Buffer {
  const size = end - start;
  const copy = Buffer.allocUnsafe(size);
  if (size > SHORT) {
    copy.set(bytes.subarray(start, end));
    return copy;
  }
  for (let at = 0; at < size; at += 1) {
    copy[at] = bytes[start + at] ?? 0;
  }
  return copy;
}
