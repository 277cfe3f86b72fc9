import {
  CONFLICTS_MAX,
  DEPTH_MAX,
  ITEMS_MAX,
  UPDATE_CONFLICTS_MAX,
  UPDATE_STEPS_MAX,
} from "../../shared/documents/documentLimits.ts";
import {
  isAttribute,
  isMark,
  markNamed,
  mayHold,
  nodeNamed,
} from "../../shared/documents/allowedContent.ts";
import { ItemOrder } from "./itemOrder.ts";
import { Holder, type Ledger, type Siblings } from "./ledger.ts";
import {
  readUpdate,
  type DeletedRange,
  type Id,
  type Struct,
  type StructContent,
} from "./readUpdate.ts";
import { UpdateRefused } from "./updateRefused.ts";
import { writeFresh, type FreshStruct } from "./writeFresh.ts";

/** What of an update is new. It waits in the ledger: one of the two must follow before anything else. */
export interface Admitted {
  /** An update of that alone; `undefined` if all of it was known. */
  readonly fresh: Uint8Array | undefined;
  /** The clients whose structs are in it. */
  readonly clients: readonly number[];
  /** Keeps it in the ledger. */
  commit(): void;
  /** Takes it out of the ledger. */
  drop(): void;
}

interface Block {
  readonly structs: readonly Struct[];
  at: number;
  isWaiting: boolean;
}

/** Puts an update into the ledger, struct by struct. */
class Trial {
  readonly #ledger: Ledger;
  readonly #isTrusted: boolean;
  readonly #order: ItemOrder;
  readonly fresh: FreshStruct[] = [];
  readonly clients = new Set<number>();
  hasKnown = false;

  constructor(ledger: Ledger, isTrusted: boolean) {
    this.#ledger = ledger;
    this.#isTrusted = isTrusted;
    const conflicts = Math.min(UPDATE_CONFLICTS_MAX, CONFLICTS_MAX - ledger.conflicts);
    this.#order = new ItemOrder(
      ledger,
      isTrusted ? undefined : { conflicts, steps: UPDATE_STEPS_MAX },
    );
  }

  /** The client whose structs must be taken before this one can be; `undefined` if it can be now. */
  missing({ client, clock, origin, rightOrigin, parent }: Struct): number | undefined {
    for (const id of [origin, rightOrigin, parent]) {
      if (id === undefined || id === "root") {
        continue;
      }
      if (id.client === client ? id.clock >= clock : id.clock >= this.#ledger.next(id.client)) {
        return id.client;
      }
    }
    return undefined;
  }

  take(struct: Struct): void {
    const { client, rightOrigin, content } = struct;
    const clock = this.#ledger.next(client);
    const known = clock - struct.clock;
    if (known < 0) {
      throw new UpdateRefused("gap");
    }
    if (known >= struct.length) {
      this.hasKnown = true;
      return;
    }
    this.hasKnown ||= known > 0;
    // What is known is as it is known: of the rest, its neighbour on the left is the last of that.
    const origin = known > 0 ? { client, clock: clock - 1 } : struct.origin;
    const isMoved = known > 0 && content.kind !== "gone";
    const place = this.#placeOf(isMoved ? { ...struct, origin, parent: undefined } : struct);
    const holder = holderOf(content, place?.holder, { client, clock });
    if (!this.#isTrusted) {
      checkContent(content, place, holder);
    }
    const after = place && this.#order.after(place, { client, origin, rightOrigin });
    const length = struct.length - known;
    const isGone = content.kind === "gone" || content.kind === "deleted";
    this.#ledger.add(
      {
        client,
        clock,
        length,
        origin,
        rightOrigin,
        place,
        holder,
        isGone,
        next: undefined,
        arrival: 0,
      },
      after,
    );
    this.clients.add(client);
    this.fresh.push({ struct, known });
  }

  #placeOf({ content, origin, rightOrigin, parent, key }: Struct): Siblings | undefined {
    if (content.kind === "gone") {
      return undefined;
    }
    if (parent === "root") {
      return this.#ledger.root.at(key);
    }
    if (parent !== undefined) {
      const piece = this.#ledger.find(parent);
      if (piece === undefined || (piece.holder === undefined && !piece.isGone)) {
        throw new UpdateRefused("unknown_item", "no such parent");
      }
      return piece.holder?.at(key);
    }
    const [first, ...others] = [origin, rightOrigin]
      .filter((id) => id !== undefined)
      .map((id) => this.#ledger.find(id)?.place);
    // Where a neighbour's place is forgotten, Yjs forgets the newcomer as well.
    if (first === undefined || others.includes(undefined)) {
      return undefined;
    }
    if (others.some((place) => place !== first)) {
      throw new UpdateRefused("malformed", "neighbours at different places");
    }
    return first;
  }

  checkDeleted({ client, clock, length }: DeletedRange): void {
    if (clock + length > this.#ledger.next(client)) {
      throw new UpdateRefused("unknown_item", "deletes what is not there");
    }
  }

  keep(deleted: readonly DeletedRange[]): void {
    this.#ledger.keep();
    this.#ledger.structs += this.fresh.length;
    this.#ledger.conflicts += this.#order.conflicts;
    for (const range of deleted) {
      this.#ledger.addDeleted(range, range.length);
    }
  }
}

const holderOf = (
  content: StructContent,
  within: Holder | undefined,
  id: Id,
): Holder | undefined => {
  if (content.kind === "element") {
    return new Holder("element", content.name, (within?.depth ?? 0) + 1, id);
  }
  return content.kind === "textNode"
    ? new Holder("text", within?.name, within?.depth ?? 0, id)
    : undefined;
};

const isAllowed = (content: StructContent, place: Siblings | undefined): boolean => {
  const { holder, key } = place ?? {};
  const isText = holder?.kind === "text" && key === undefined;
  switch (content.kind) {
    case "gone":
    case "deleted":
      return true;
    case "text":
      return !holder || isText;
    case "format":
      return holder
        ? isText && isMark(holder.name ?? "", content.key, content.value)
        : markNamed(content.key) !== undefined;
    case "element":
      return holder
        ? holder.kind !== "text" && key === undefined && mayHold(holder.name, content.name)
        : nodeNamed(content.name) !== undefined;
    case "textNode":
      return (
        !holder || (holder.kind === "element" && key === undefined && mayHold(holder.name, "text"))
      );
    case "values":
      break;
  }
  return (
    !holder ||
    (holder.kind === "element" &&
      key !== undefined &&
      content.values.every(({ value }) => isAttribute(holder.name ?? "", key, value)))
  );
};

const checkContent = (
  content: StructContent,
  place: Siblings | undefined,
  holder: Holder | undefined,
): void => {
  if (!isAllowed(content, place)) {
    throw new UpdateRefused(
      "not_allowed",
      `${content.kind} in ${place?.holder.name ?? "the root"}`,
    );
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
 * Says what of an update is new, in time that its bytes and `UPDATE_CONFLICTS_MAX` bound. Throws `UpdateRefused`,
 * and leaves the ledger as it was, unless all of it fits to what is known and, where it is not trusted, is
 * what a document may hold.
 */
export const admitUpdate = (
  ledger: Ledger,
  update: Uint8Array,
  { isTrusted = false }: { isTrusted?: boolean } = {},
): Admitted => {
  const parts = readUpdate(update);
  const trial = new Trial(ledger, isTrusted);
  try {
    takeAll(
      trial,
      parts.blocks.map((structs) => ({ structs, at: 0, isWaiting: false })),
    );
    parts.deleted.forEach((range) => trial.checkDeleted(range));
    if (!isTrusted && ledger.structs + trial.fresh.length > ITEMS_MAX) {
      throw new UpdateRefused("too_many_items");
    }
  } catch (reason) {
    ledger.takeBack();
    throw reason;
  }
  const deleted = parts.deleted.filter((range) => !ledger.isDeleted(range, range.length));
  const isWhole = !trial.hasKnown && deleted.length === parts.deleted.length;
  const isNothing = trial.fresh.length === 0 && deleted.length === 0;
  return {
    fresh: isNothing ? undefined : isWhole ? update : writeFresh(update, trial.fresh, deleted),
    clients: [...trial.clients],
    commit: () => trial.keep(deleted),
    drop: () => ledger.takeBack(),
  };
};
