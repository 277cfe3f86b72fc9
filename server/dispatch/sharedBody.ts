import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { keepText, replyText } from "./replyText.ts";

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);
/** Below this the headers cost more than compression saves. */
const WORTH_COMPRESSING_BYTES = 1400;
/** Good for text that is compressed once and sent often; more costs ten times the time for a few per cent. */
const BROTLI_QUALITY = 5;

export type Encoding = "br" | "gzip" | "identity";

interface SharedBodyHeaders {
  readonly etag: string;
  readonly type: string;
  readonly cacheControl: string;
}

/** A body that many get unchanged: made once, and compressed once for each encoding asked for. */
export class SharedBody {
  readonly headers: SharedBodyHeaders;
  readonly #make: () => Buffer;
  #plain: Buffer | undefined;
  readonly #encoded = new Map<Encoding, Buffer>();

  constructor(make: () => Buffer, headers: SharedBodyHeaders) {
    this.#make = make;
    this.headers = headers;
  }

  get plain(): Buffer {
    return (this.#plain ??= this.#make());
  }

  /** The bytes in an encoding, if they are there already. */
  ready(encoding: Encoding): Buffer | undefined {
    return encoding === "identity" ? this.plain : this.#encoded.get(encoding);
  }

  async in(encoding: Encoding): Promise<Buffer> {
    const known = this.ready(encoding);
    if (known) {
      return known;
    }
    const encoded =
      encoding === "gzip"
        ? await compressGzip(this.plain)
        : await compressBrotli(this.plain, {
            params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
          });
    this.#encoded.set(encoding, encoded);
    return encoded;
  }

  /** The best encoding that the client takes and that is worth it. */
  choose(acceptEncoding: string | undefined): Encoding {
    if (acceptEncoding === undefined || this.plain.length < WORTH_COMPRESSING_BYTES) {
      return "identity";
    }
    return /\bbr\b(?!;q=0(?:\.0*)?(?:,|$))/.test(acceptEncoding)
      ? "br"
      : /\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(acceptEncoding)
        ? "gzip"
        : "identity";
  }
}

const bodies = new WeakMap<object, SharedBody>();

/** Marks a value as one that many get, over HTTP with this ETag: it is serialized only once. */
export const share = <Value extends object>(value: Value, etag: string): Value => {
  keepText(value);
  const make = (): Buffer => Buffer.from(replyText({ ok: true, value }));
  const type = "application/json; charset=utf-8";
  // Each asks whether it has changed; where it has not, the answer is 304 without a body.
  bodies.set(value, new SharedBody(make, { etag, type, cacheControl: "private, no-cache" }));
  return value;
};

export const sharedBodyOf = (value: unknown): SharedBody | undefined =>
  typeof value === "object" && value !== null ? bodies.get(value) : undefined;
