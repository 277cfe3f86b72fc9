import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { News } from "./news.ts";
import type { RedisClients } from "./openRedis.ts";

const BEAT_MS = 500;
/** After so long without hearing itself, or a node that did not say goodbye, a node asks the database. */
const DEAF_MS = 2500;
/** A node that is silent for so long is not coming back. */
const GONE_MS = 10 * 60_000;
const BLOCK_MS = 1000;
const AGAIN_MS = 200;
const READ_AT_ONCE = 200;
/** How much of the past Redis keeps. Whoever was away for longer asks the database. */
const KEPT_MS = 10_000;

const Replies = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.array(z.string())]))]));
const Entries = z.array(z.tuple([z.string(), z.array(z.string())]));

export interface NewsStreamDeps {
  readonly redis: RedisClients;
  /** Nodes with the same name share their news. */
  readonly name: string;
  readonly nodeId: string;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly heard: (news: News, nodeId: string) => void;
  /** Something was said that this node has not heard, or may not have. */
  readonly missed: () => void;
  /** A node was heard for the first time. */
  readonly met: () => void;
  /** A node has left, or has been silent for so long that it counts as gone. */
  readonly left: (nodeId: string) => void;
  readonly logFault: (fault: unknown) => void;
}

interface Other {
  /** How many news it has sent, as far as was heard. */
  seq: number;
  heardAt: number;
}

const millisecondsOf = (entryId: string): number => Number(entryId.split("-")[0]);

const isBefore = (one: string, other: string): boolean => {
  const [oneMs = 0, oneSeq = 0] = one.split("-").map(Number);
  const [otherMs = 0, otherSeq = 0] = other.split("-").map(Number);
  return oneMs < otherMs || (oneMs === otherMs && oneSeq < otherSeq);
};

/**
 * What all nodes tell each other, in one Redis stream that each reads to its end. Every node counts its
 * news and says the count twice a second: whoever misses one, or hears nothing, knows it.
 */
export class NewsStream {
  readonly #deps: NewsStreamDeps;
  readonly #key: string;
  readonly #others = new Map<string, Other>();
  readonly #beat: NodeJS.Timeout;
  readonly #closing = new AbortController();
  #sent = 0;
  #heardSelfAt: number;
  #at: string | undefined;
  #oldest = "0";

  constructor(deps: NewsStreamDeps) {
    this.#deps = deps;
    this.#key = `${deps.name}:news`;
    this.#heardSelfAt = deps.clock();
    this.#beat = setInterval(() => this.#sayCount(), BEAT_MS);
    void this.#readAll();
  }

  /** Whether it hears all nodes that there are, itself through Redis included. */
  get isHearing(): boolean {
    const since = this.#deps.clock() - DEAF_MS;
    return this.#heardSelfAt > since && [...this.#others.values()].every((o) => o.heardAt > since);
  }

  /** Never throws: what does not arrive is missed, and the others find out by the count. */
  publish(news: News): void {
    this.#sent += 1;
    this.#add("news", JSON.stringify(news)).catch(this.#ignoreOutage);
  }

  /** Says goodbye, so that nobody waits for this node. */
  async close(): Promise<void> {
    clearInterval(this.#beat);
    this.#closing.abort();
    await this.#add("left", "").catch(this.#ignoreOutage);
  }

  #sayCount(): void {
    this.#add("count", "").catch(this.#ignoreOutage);
    const now = this.#deps.clock();
    for (const [nodeId, { heardAt }] of this.#others) {
      if (now - heardAt > GONE_MS) {
        this.#forget(nodeId);
      }
    }
  }

  async #add(kind: "news" | "count" | "left", text: string): Promise<void> {
    const { redis, nodeId } = this.#deps;
    const fields = ["node", nodeId, "seq", String(this.#sent), "kind", kind, "text", text];
    const id = await redis.commands.xadd(this.#key, "MINID", "~", this.#oldest, "*", ...fields);
    // By Redis's clock, not by this node's.
    this.#oldest = id === null ? this.#oldest : String(millisecondsOf(id) - KEPT_MS);
  }

  /** The clients tell of outages themselves; here each would be told with every attempt. */
  readonly #ignoreOutage = (): void => undefined;

  async #readAll(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (this.#at === undefined) {
          this.#at = await this.#newestId();
          this.#deps.missed();
        }
        await this.#readOnce(this.#at);
      } catch {
        // Away, or still connecting. Whether that matters, `isHearing` tells.
        await pause(AGAIN_MS, undefined, { signal }).catch(this.#ignoreOutage);
      }
    }
  }

  async #readOnce(at: string): Promise<void> {
    const { reader } = this.#deps.redis;
    const reply: unknown = await reader.xread(
      ...(["COUNT", READ_AT_ONCE, "BLOCK", BLOCK_MS, "STREAMS", this.#key, at] as const),
    );
    if (reply === null) {
      const newest = await this.#newestId();
      // A stream that begins again, on another Redis or an emptied one, may begin earlier.
      this.#at = isBefore(newest, at) ? newest : at;
      return;
    }
    for (const [, entries] of Replies.parse(reply)) {
      for (const [id, fields] of entries) {
        this.#at = id;
        this.#take(fields);
      }
    }
  }

  async #newestId(): Promise<string> {
    const found: unknown = await this.#deps.redis.reader.xrevrange(this.#key, "+", "-", "COUNT", 1);
    return Entries.parse(found)[0]?.[0] ?? "0-0";
  }

  #take(fields: readonly string[]): void {
    const [, nodeId = "", , seqText = "0", , kind, , text = ""] = fields;
    const { clock, met, missed } = this.#deps;
    if (nodeId === this.#deps.nodeId) {
      this.#heardSelfAt = clock();
      return;
    }
    if (kind === "left") {
      this.#forget(nodeId);
      return;
    }
    const seq = Number(seqText);
    const other = this.#others.get(nodeId) ?? { seq: 0, heardAt: 0 };
    const isNew = other.heardAt === 0;
    const isNext = seq === other.seq + (kind === "news" ? 1 : 0);
    other.seq = seq;
    other.heardAt = clock();
    this.#others.set(nodeId, other);
    if (isNew) {
      met();
    }
    if (!isNext) {
      missed();
    }
    if (kind === "news") {
      this.#hear(text, nodeId);
    }
  }

  #hear(text: string, nodeId: string): void {
    try {
      this.#deps.heard(News.parse(JSON.parse(text)), nodeId);
    } catch (fault) {
      // Of another version of this program: the database says the same in words that this one knows.
      this.#deps.logFault(fault);
      this.#deps.missed();
    }
  }

  #forget(nodeId: string): void {
    if (this.#others.delete(nodeId)) {
      this.#deps.left(nodeId);
    }
  }
}
