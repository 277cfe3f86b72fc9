import * as encoding from "lib0/encoding";
import { z } from "zod";
import { PRESENCE_MAX_BYTES } from "../../shared/documents/documentLimits.ts";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import { Person } from "../../shared/protocol/person.ts";
import { ByteReader, readJson, textOf } from "./byteReader.ts";
import { UpdateRefused } from "./updateRefused.ts";

const ENTRIES_MAX = 10_000;
const LAST_MAX = 1000;
/** Far beyond how often anybody moves a cursor, and far below where numbers are no longer exact. */
const CLOCK_MAX = 2 ** 40;
/** Editors say twice in this time that they are there, and drop whoever does not. */
const GONE_MS = 30_000;
/** As `#rrggbb`, which is all that editors take; each dark enough to read white on. */
const COLORS = [
  "#a4441f",
  "#1f6547",
  "#2f5590",
  "#77397a",
  "#7d5209",
  "#12626c",
  "#9e3150",
  "#51611a",
] as const;

const Id = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() });
const Position = z.object({
  type: Id.nullish(),
  tname: z.literal(DOCUMENT_ROOT).nullish(),
  item: Id.nullish(),
  assoc: z.int().min(-1).max(1).optional(),
});
/** What another node tells of somebody there. */
const Shown = z.object({ user: Person }).nullable();
/** What editors tell of themselves, beside who they are, which they are not asked. */
const Told = z.object({
  cursor: z.object({ anchor: Position, head: Position }).nullish().catch(undefined),
});

export interface PresentPeer {
  readonly person: Person | undefined;
  /** Whether others are shown its cursor. */
  readonly mayPoint: boolean;
  /** The one client of this connection. */
  client: number | undefined;
}

interface Present {
  readonly peer: PresentPeer;
  /** The other node that has told of it, and when it last did. */
  readonly from?: { readonly node: string; readonly at: number };
  /** As the editor counts, and as the others are told. */
  readonly told: number;
  readonly clock: number;
  readonly json: string;
}

const colorOf = (userId: string): string => {
  let sum = 0;
  for (const letter of userId) {
    sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  }
  return COLORS[sum % COLORS.length] ?? COLORS[0];
};

/**
 * Who has a document open, under the names that the server knows them by. A connection speaks for one client,
 * the first that it names; whatever it says of others is passed over unread, as providers repeat what they hear.
 */
export class DocumentPresence {
  readonly #present = new Map<number, Present>();
  readonly #changed = new Set<number>();
  /** Those who left since news were last taken, and the last clocks of those who left lately. */
  readonly #left = new Map<number, number>();
  readonly #last = new Map<number, number>();
  /** Of this node, and not yet told to the others. */
  readonly #untold = new Set<number>();
  readonly #mayUse: (client: number, user: string) => boolean;

  constructor(mayUse: (client: number, user: string) => boolean) {
    this.#mayUse = mayUse;
  }

  get hasNews(): boolean {
    return this.#changed.size > 0 || this.#left.size > 0;
  }

  /** Whose connection uses this client now. */
  userOf(client: number): string | undefined {
    return this.#present.get(client)?.peer.person?.id;
  }

  /** Throws `UpdateRefused` if it is not well formed. */
  hear(peer: PresentPeer, presence: Uint8Array): void {
    const entries = readEntries(presence);
    for (const { client, clock, json } of entries) {
      if (this.#isOwn(peer, client, entries.length)) {
        this.#say(peer, client, clock, json);
      }
    }
  }

  leave(peer: PresentPeer): void {
    const present = peer.client === undefined ? undefined : this.#present.get(peer.client);
    if (peer.client !== undefined && present?.peer === peer) {
      this.#remove(peer.client, present.clock);
    }
  }

  /** Takes in what another node says of those who have the document open there. */
  hearNode(node: string, presence: Uint8Array, now: number): void {
    for (const { client, clock, json } of readEntries(presence)) {
      const known = this.#present.get(client);
      const shown = Shown.parse(readJson(textOf(json)));
      if (shown === null) {
        if (known?.from?.node === node) {
          this.#remove(client, Math.max(clock, known.clock));
        }
      } else if (!known || known.from) {
        // Who is here now is not there any more.
        const peer = { person: shown.user, mayPoint: true, client };
        const from = { node, at: now };
        this.#present.set(client, { peer, from, told: clock, clock, json: textOf(json) });
        this.#left.delete(client);
        this.#changed.add(client);
      }
    }
  }

  /** What has changed since this was last asked. */
  takeNews(): Uint8Array {
    const news = this.#entriesOf(this.#changed);
    const left = [...this.#left].map(([client, clock]) => ({ client, clock, json: "null" }));
    this.#changed.clear();
    this.#left.clear();
    return write([...news, ...left]);
  }

  /** What has changed here since other nodes were told; `undefined` if nothing has. */
  takeUntold(): Uint8Array | undefined {
    const entries = this.#entriesOf(this.#untold);
    this.#untold.clear();
    return entries.length === 0 ? undefined : write(entries);
  }

  /** Everybody who is here; `undefined` if there is nobody. */
  get everybodyHere(): Uint8Array | undefined {
    const here = [...this.#present].filter(([, { from }]) => !from).map(([client]) => client);
    return here.length === 0 ? undefined : write(this.#entriesOf(here));
  }

  /** Everybody, on whichever node; `undefined` if there is nobody. */
  everybody(now: number): Uint8Array | undefined {
    for (const [client, { from, clock }] of this.#present) {
      if (from && now - from.at > GONE_MS) {
        this.#remove(client, clock);
      }
    }
    return this.#present.size === 0 ? undefined : write(this.#entriesOf(this.#present.keys()));
  }

  #entriesOf(clients: Iterable<number>): Entry[] {
    return [...clients].map((client) => {
      const { clock, json } = this.#present.get(client) ?? {
        clock: this.#last.get(client) ?? 0,
        json: "null",
      };
      return { client, clock, json };
    });
  }

  #isOwn(peer: PresentPeer, client: number, entries: number): boolean {
    if (!peer.person) {
      return false;
    }
    if (peer.client === undefined && entries === 1) {
      const user = this.userOf(client);
      if ((user === undefined || user === peer.person.id) && this.#mayUse(client, peer.person.id)) {
        peer.client = client;
      }
    }
    return peer.client === client;
  }

  #say(peer: PresentPeer, client: number, clock: number, json: Uint8Array): void {
    if (clock > CLOCK_MAX) {
      throw new UpdateRefused("malformed");
    }
    const known = this.#present.get(client);
    const isSame = known?.peer === peer;
    if (isSame && clock <= known.told) {
      if (clock === known.told && json.length === 4 && textOf(json) === "null") {
        this.#remove(client, known.clock);
      }
      return;
    }
    if (json.length > PRESENCE_MAX_BYTES) {
      throw new UpdateRefused("too_large");
    }
    const told = readJson(textOf(json));
    if (told === null) {
      this.#remove(client, Math.max(clock, known?.clock ?? 0));
      return;
    }
    const { cursor } = Told.catch({}).parse(told);
    const { id, name } = peer.person ?? { id: "", name: "" };
    const state = {
      user: { id, name, color: colorOf(id) },
      ...(cursor && peer.mayPoint && { cursor }),
    };
    // A window comes with clock 0, and one that reconnects with the clock it left with: nobody takes that for news.
    const last = known?.clock ?? this.#last.get(client) ?? 0;
    const said = JSON.stringify(state);
    if (isSame && clock <= known.clock && said === known.json) {
      // What it was told of itself, which its provider says again: no news, or that would never end.
      this.#present.set(client, { ...known, told: clock });
      return;
    }
    this.#present.set(client, { peer, told: clock, clock: Math.max(clock, last + 1), json: said });
    this.#left.delete(client);
    this.#changed.add(client);
    this.#untold.add(client);
  }

  #remove(client: number, clock: number): void {
    if (!this.#present.get(client)?.from) {
      this.#untold.add(client);
    }
    this.#present.delete(client);
    this.#changed.delete(client);
    this.#left.set(client, clock);
    this.#last.delete(client);
    this.#last.set(client, clock);
    const [oldest] = this.#last.keys();
    if (this.#last.size > LAST_MAX && oldest !== undefined) {
      this.#last.delete(oldest);
    }
  }
}

interface Entry {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

/** Throws `UpdateRefused` if they are not well formed. */
const readEntries = (presence: Uint8Array) => {
  const reader = new ByteReader(presence);
  const count = reader.count();
  if (count > ENTRIES_MAX) {
    throw new UpdateRefused("malformed");
  }
  const entries = Array.from({ length: count }, () => ({
    client: reader.uint(),
    clock: reader.uint(),
    json: reader.textBytes(),
  }));
  if (reader.left > 0) {
    throw new UpdateRefused("malformed");
  }
  return entries;
};

const write = (entries: readonly Entry[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, json } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  return encoding.toUint8Array(encoder);
};

/** Says nothing, to those who count on hearing something. */
export const NOBODY: Uint8Array = write([]);
