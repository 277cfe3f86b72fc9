/** A change of one key: its new value, or none where it was removed. */
export interface Change {
  key: Buffer;
  value: Buffer | undefined;
}

/** The sizes of a key and of a value come before both. */
const HEAD_BYTES = 2 + 4;
/** In place of a value's size, where the key was removed. */
const REMOVED = 0xffff_ffff;

/** How long a change is where it lies in bytes. */
export const changeBytes = (key: Buffer, value: Buffer | undefined): number =>
  HEAD_BYTES + key.length + (value?.length ?? 0);

export function writeChange(to: Buffer, at: number, key: Buffer, value: Buffer | undefined): void {
  to.writeUInt16LE(key.length, at);
  to.writeUInt32LE(value ? value.length : REMOVED, at + 2);
  to.set(key, at + HEAD_BYTES);
  if (value) {
    to.set(value, at + HEAD_BYTES + key.length);
  }
}

export const keyStart = (at: number): number => at + HEAD_BYTES;

export const keyEnd = (bytes: Buffer, at: number): number =>
  at + HEAD_BYTES + bytes.readUInt16LE(at);

/** Where the next one begins. */
export function changeEnd(bytes: Buffer, at: number): number {
  const size = bytes.readUInt32LE(at + 2);
  return keyEnd(bytes, at) + (size === REMOVED ? 0 : size);
}

export const keyAt = (bytes: Buffer, at: number): Buffer =>
  bytes.subarray(keyStart(at), keyEnd(bytes, at));

export const valueAt = (bytes: Buffer, at: number): Buffer | undefined =>
  bytes.readUInt32LE(at + 2) === REMOVED
    ? undefined
    : bytes.subarray(keyEnd(bytes, at), changeEnd(bytes, at));
