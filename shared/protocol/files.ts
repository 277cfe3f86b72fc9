/** A file that came as the body of a request. */
export class SentFile {
  readonly bytes: Uint8Array;
  /** Of the bytes. */
  readonly hash: string;

  constructor(bytes: Uint8Array, hash: string) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /** What tells it from another, for the receipt of the command that it came with. */
  toJSON(): string {
    return this.hash;
  }
}

/** A file that goes out piece by piece, as the whole body of an answer. */
export class FileToSend {
  readonly name: string;
  readonly type: string;
  readonly pieces: AsyncIterable<Uint8Array>;

  constructor(name: string, type: string, pieces: AsyncIterable<Uint8Array>) {
    this.name = name;
    this.type = type;
    this.pieces = pieces;
  }
}
