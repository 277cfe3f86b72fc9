import { DEPTH_MAX, ITEMS_MAX } from "../../shared/documents/documentLimits.ts";
import {
  isAttribute,
  isMark,
  markNamed,
  mayHold,
  nodeNamed,
} from "../../shared/documents/allowedContent.ts";
import { ClientRuns, ROOT, type Holder, type Ledger, type Run } from "./ledger.ts";
import {
  readUpdate,
  type DeletedRange,
  type Id,
  type Struct,
  type StructContent,
} from "./readUpdate.ts";
import { UpdateRefused } from "./updateRefused.ts";
import { writeFresh, type FreshStruct } from "./writeFresh.ts";

/** What of an update is new. */
export interface Admitted {
  /** An update of that alone; `undefined` if all of it was known. */
  readonly fresh: Uint8Array | undefined;
  /** The clients whose structs are in it. */
  readonly clients: readonly number[];
  /** Puts it in the ledger. */
  commit(): void;
}

interface Block {
  readonly structs: readonly Struct[];
  at: number;
  isWaiting: boolean;
}

interface Place {
  readonly place: Holder | undefined;
  readonly key: string | undefined;
}

/** Looks an update over against what is known, without changing that. */
class Trial {
  readonly #ledger: Ledger;
  readonly #isTrusted: boolean;
  readonly #drafts = new Map<number, ClientRuns>();
  readonly fresh: FreshStruct[] = [];
  hasKnown = false;

  constructor(ledger: Ledger, isTrusted: boolean) {
    this.#ledger = ledger;
    this.#isTrusted = isTrusted;
  }

  get drafts(): ReadonlyMap<number, ClientRuns> {
    return this.#drafts;
  }

  next(client: number): number {
    return this.#drafts.get(client)?.next ?? this.#ledger.next(client);
  }

  #find(id: Id): Run | undefined {
    return id.clock < this.#ledger.next(id.client)
      ? this.#ledger.find(id)
      : this.#drafts.get(id.client)?.find(id.clock);
  }

  /** The client whose structs must be taken before this one can be; `undefined` if it can be now. */
  missing({ client, clock, origin, rightOrigin, parent }: Struct): number | undefined {
    for (const id of [origin, rightOrigin, parent]) {
      if (id === undefined || id === "root") {
        continue;
      }
      if (id.client === client ? id.clock >= clock : id.clock >= this.next(id.client)) {
        return id.client;
      }
    }
    return undefined;
  }

  take(struct: Struct): void {
    const next = this.next(struct.client);
    const known = next - struct.clock;
    if (known < 0) {
      throw new UpdateRefused("gap");
    }
    if (known >= struct.length) {
      this.hasKnown = true;
      return;
    }
    this.hasKnown ||= known > 0;
    // What is known is as it is known: of the rest, its neighbour on the left is the last of that.
    const left = known > 0 ? { client: struct.client, clock: next - 1 } : struct.origin;
    const isMoved = known > 0 && struct.content.kind !== "gone";
    const at = this.#placeOf(isMoved ? { ...struct, origin: left, parent: undefined } : struct);
    const holder = holderOf(struct.content, at.place);
    if (!this.#isTrusted) {
      checkContent(struct.content, at, holder);
    }
    const draft = this.#drafts.get(struct.client) ?? new ClientRuns(next);
    this.#drafts.set(struct.client, draft);
    const { kind } = struct.content;
    const isGone = kind === "gone" || kind === "deleted";
    draft.add({ clock: next, length: struct.length - known, ...at, holder, isGone });
    this.fresh.push({ struct, known });
  }

  #placeOf({ content, origin, rightOrigin, parent, key }: Struct): Place {
    const nowhere = { place: undefined, key: undefined };
    if (content.kind === "gone") {
      return nowhere;
    }
    if (parent === "root") {
      return { place: ROOT, key };
    }
    if (parent !== undefined) {
      const run = this.#find(parent);
      if (run === undefined || (run.holder === undefined && !run.isGone)) {
        throw new UpdateRefused("unknown_item", "no such parent");
      }
      return { place: run.holder, key: run.holder && key };
    }
    const neighbours = [origin, rightOrigin].flatMap((id) => (id ? [this.#find(id)] : []));
    // Where a neighbour's place is forgotten, Yjs forgets the newcomer as well.
    if (neighbours.some((run) => run?.place === undefined)) {
      return nowhere;
    }
    const [first, second] = neighbours;
    if (second && (second.place !== first?.place || second.key !== first?.key)) {
      throw new UpdateRefused("malformed", "neighbours at different places");
    }
    return { place: first?.place, key: first?.key };
  }

  checkDeleted({ client, clock, length }: DeletedRange): void {
    if (clock + length > this.next(client)) {
      throw new UpdateRefused("unknown_item", "deletes what is not there");
    }
  }

  commit(deleted: readonly DeletedRange[]): void {
    for (const [client, { runs }] of this.#drafts) {
      this.#ledger.addRuns(client, runs);
    }
    this.#ledger.structs += this.fresh.length;
    for (const range of deleted) {
      this.#ledger.addDeleted(range, range.length);
    }
  }
}

const holderOf = (content: StructContent, place: Holder | undefined): Holder | undefined => {
  if (content.kind === "element") {
    return { kind: "element", name: content.name, depth: (place?.depth ?? 0) + 1 };
  }
  return content.kind === "textNode"
    ? { kind: "text", name: place?.name, depth: place?.depth ?? 0 }
    : undefined;
};

const isAllowed = (content: StructContent, { place, key }: Place): boolean => {
  const isText = place?.kind === "text" && key === undefined;
  switch (content.kind) {
    case "gone":
    case "deleted":
      return true;
    case "text":
      return !place || isText;
    case "format":
      return place
        ? isText && isMark(place.name ?? "", content.key, content.value)
        : markNamed(content.key) !== undefined;
    case "element":
      return place
        ? place.kind !== "text" && key === undefined && mayHold(place.name, content.name)
        : nodeNamed(content.name) !== undefined;
    case "textNode":
      return (
        !place || (place.kind === "element" && key === undefined && mayHold(place.name, "text"))
      );
    case "value":
      break;
  }
  return (
    !place ||
    (place.kind === "element" &&
      key !== undefined &&
      isAttribute(place.name ?? "", key, content.value))
  );
};

const checkContent = (content: StructContent, at: Place, holder: Holder | undefined): void => {
  if (!isAllowed(content, at)) {
    throw new UpdateRefused("not_allowed", `${content.kind} in ${at.place?.name ?? "the root"}`);
  }
  if ((holder?.depth ?? 0) > DEPTH_MAX) {
    throw new UpdateRefused("too_deep");
  }
};

/** Takes the structs in an order in which each finds those that it names, as Yjs does. */
const takeAll = (trial: Trial, blocks: readonly Block[]): void => {
  const byClient = new Map(blocks.map((block) => [block.structs[0]?.client, block]));
  /** Whoever waits for the one after it. */
  const stack: Block[] = [];
  for (const first of blocks) {
    stack.push(first);
    for (let block = stack.at(-1); block; block = stack.at(-1)) {
      block.isWaiting = false;
      const struct = block.structs[block.at];
      const wanted = struct && trial.missing(struct);
      if (!struct) {
        stack.pop();
      } else if (wanted === undefined) {
        trial.take(struct);
        block.at += 1;
        // No further than the one before needs: what comes next may need that one.
        if (stack.length > 1 && !isWaitedFor(trial, struct.client, stack.at(-2))) {
          stack.pop();
        }
      } else {
        block.isWaiting = true;
        const other = byClient.get(wanted);
        if (!other || other.isWaiting || other.at >= other.structs.length) {
          throw new UpdateRefused("unknown_item", "needs what is not there");
        }
        stack.push(other);
      }
    }
  }
};

const isWaitedFor = (trial: Trial, client: number, by: Block | undefined): boolean => {
  const struct = by?.structs[by.at];
  return struct !== undefined && trial.missing(struct) === client;
};

/**
 * Says what of an update is new, in time that its bytes bound. Throws `UpdateRefused` unless all of it fits
 * to what is known and, where it is not trusted, is what a document may hold.
 */
export const admitUpdate = (
  ledger: Ledger,
  update: Uint8Array,
  { isTrusted = false }: { isTrusted?: boolean } = {},
): Admitted => {
  const parts = readUpdate(update);
  const trial = new Trial(ledger, isTrusted);
  takeAll(
    trial,
    parts.blocks.map((structs) => ({ structs, at: 0, isWaiting: false })),
  );
  parts.deleted.forEach((range) => trial.checkDeleted(range));
  if (!isTrusted && ledger.structs + trial.fresh.length > ITEMS_MAX) {
    throw new UpdateRefused("too_many_items");
  }
  const deleted = parts.deleted.filter((range) => !ledger.isDeleted(range, range.length));
  const isWhole = !trial.hasKnown && deleted.length === parts.deleted.length;
  const isNothing = trial.fresh.length === 0 && deleted.length === 0;
  return {
    fresh: isNothing ? undefined : isWhole ? update : writeFresh(update, trial.fresh, deleted),
    clients: [...trial.drafts.keys()],
    commit: () => trial.commit(deleted),
  };
};
