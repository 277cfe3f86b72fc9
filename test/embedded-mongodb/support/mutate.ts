/** Numbers below `below` that are the same for the same seed. */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const HEADER = 16;

const odd = [0, 1, 2, 3, 4, 5, 0x7f, 0x80, 0xfe, 0xff];
const sizes = [-1, 0, 1, 4, 5, 16, 0x7fffffff, -0x80000000, 48_000_001];

/** The same bytes with a few of them changed, cut out, doubled or added. */
export function scramble(original: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(4); changes > 0; changes -= 1) {
    const at = random(bytes.length);
    switch (random(6)) {
      case 0:
        bytes[at] = odd[random(odd.length)] ?? 0;
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(8))]);
        break;
      case 3:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          bytes.subarray(Math.max(0, at - random(32))),
        ]);
        break;
      case 4:
        if (at + 4 <= bytes.length) {
          bytes.writeInt32LE(sizes[random(sizes.length)] ?? 0, at);
        }
        break;
      default:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(Array.from({ length: 1 + random(8) }, () => random(256))),
          bytes.subarray(at),
        ]);
    }
    if (bytes.length === 0) {
      bytes = Buffer.from([0]);
    }
  }
  return bytes;
}

/** The same message scrambled; half of the time with a size that fits. */
export function mutate(original: Buffer, random: Random): Buffer {
  const bytes = scramble(original, random);
  if (random(2) === 0 && bytes.length >= HEADER) {
    bytes.writeInt32LE(bytes.length, 0);
  }
  return bytes;
}
